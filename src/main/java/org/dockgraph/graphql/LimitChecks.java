package org.dockgraph.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.SourceLocation;
import graphql.parser.ParserOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks what is asked for before it takes anything, over every transport: the text before it is parsed, the document
/// before it is validated, the operation with its variables before anything is loaded.
final class LimitChecks extends SimplePerformantInstrumentation {

    /// Told to who asks for the schema where it is not told.
    static final String SCHEMA_NOT_TOLD = "The schema is not told here. Ask the operator for it.";

    private final LimitProperties properties;
    private final Limits limits;
    private final ParserOptions parserOptions;

    LimitChecks(LimitProperties properties, Limits limits) {
        this.properties = properties;
        this.limits = limits;
        // Its own limits must not come first: they would be told in other words.
        this.parserOptions = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxCharacters(Integer.MAX_VALUE)
                        .maxTokens(Integer.MAX_VALUE)
                        .maxWhitespaceTokens(Integer.MAX_VALUE)
                        .maxRuleDepth(Integer.MAX_VALUE));
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        requireText(input.getQuery());
        limits.require(Limit.NESTING, nesting(input.getVariables()), null);
        input.getGraphQLContext().put(ParserOptions.class, parserOptions);
        return input;
    }

    @Override
    public DocumentAndVariables instrumentDocumentAndVariables(
            DocumentAndVariables parsed,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        requireShape(parsed.getDocument());
        return parsed;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Cost cost = OperationCost.of(context.getNormalizedQueryTree().get(), context.getGraphQLSchema());
        context.getGraphQLContext().put(Cost.class, cost);
        SourceLocation at = context.getOperationDefinition().getSourceLocation();
        limits.require(Limit.COST, cost.things(), at);
        limits.require(Limit.CONDITIONS, cost.conditions(), at);
        boolean isSubscription = context.getOperationDefinition().getOperation() == Operation.SUBSCRIPTION;
        limits.require(isSubscription ? Limit.EVENT_VALUES : Limit.VALUES, cost.values(), at);
        return SimpleInstrumentationContext.noOp();
    }

    /// Whether an operation is within the limits that depend on its variables.
    ///
    /// @param extent how far it can reach at most: only where that is too far, it is worked out how far it does
    /// @param variables as they were sent
    boolean allow(
            ValidOperation operation,
            Extent extent,
            Map<String, @Nullable Object> variables,
            CoercedVariables coerced) {
        return nesting(variables) <= properties.nesting()
                && (allow(extent.most(variables)) || allow(OperationCost.of(operation, coerced)));
    }

    private boolean allow(Cost cost) {
        return cost.things() <= properties.cost()
                && cost.conditions() <= properties.conditions()
                && cost.values() <= properties.values();
    }

    /// Requires that a document can be parsed.
    ///
    /// @throws graphql.execution.AbortExecutionException if it cannot
    void requireText(String document) {
        DocumentText.require(document, limits);
    }

    /// Requires that a document can be validated.
    ///
    /// @throws graphql.execution.AbortExecutionException if it cannot
    void requireShape(Document document) {
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        limits.require(Limit.OPERATIONS, operations.size(), null);
        DocumentShape shapes = new DocumentShape(document, limits);
        for (OperationDefinition operation : operations) {
            require(shapes.of(operation), operation.getSourceLocation());
        }
        shapes.requireFragments();
    }

    /// Requires that a response is short enough to be sent.
    ///
    /// @param response as the GraphQL specification has it
    /// @param limit that of its kind
    /// @throws graphql.execution.AbortExecutionException if it is not
    void requireShort(Map<String, @Nullable Object> response, Limit limit) {
        limits.require(limit, AnswerLength.of(response), null);
    }

    /// Whether a response of so many bytes is surely short enough.
    boolean isShort(int bytes) {
        return bytes <= properties.answer();
    }

    private void require(DocumentShape.Shape shape, @Nullable SourceLocation at) {
        limits.require(Limit.ROOT_FIELDS, shape.rootFields(), at);
        limits.require(Limit.ALIASES, shape.aliases(), at);
        limits.require(Limit.DIRECTIVES, shape.directives(), at);
        limits.require(Limit.FIELDS, shape.fields(), at);
        limits.require(Limit.DEPTH, shape.depth(), at);
        if (shape.introspects() && !properties.introspection()) {
            throw Limits.refusal(ErrorCode.INTROSPECTION_DISABLED, SCHEMA_NOT_TOLD, at, Map.of());
        }
    }

    /// How deep lists and objects are within each other. No deeper than JSON may be for its parser, a thousand.
    private static long nesting(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> 1 + deepest(object.values());
            case Collection<?> list -> 1 + deepest(list);
            case null, default -> 0;
        };
    }

    private static long deepest(Collection<?> values) {
        long deepest = 0;
        for (Object value : values) {
            deepest = Math.max(deepest, nesting(value));
        }
        return deepest;
    }
}
