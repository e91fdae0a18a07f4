package org.dockgraph.graphql;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;

/// Resolves a field, and says what it takes and gives, so that Spring's inspection can hold the code against the
/// schema. Unlike an annotated controller method it may give a value or a future, whichever it has, and runs on the
/// thread that asks: with virtual threads switched on, Spring would make a future of every controller method.
sealed class Resolver implements SelfDescribingDataFetcher<Object> {

    private final ResolvableType returnType;
    private final Map<String, ResolvableType> arguments;
    private final DataFetcher<@Nullable Object> fetcher;

    private Resolver(
            ResolvableType returnType, Map<String, ResolvableType> arguments, DataFetcher<@Nullable Object> fetcher) {
        this.returnType = returnType;
        this.arguments = arguments;
        this.fetcher = fetcher;
    }

    /// A resolver of a field that takes these arguments.
    ///
    /// @param returnType of the value that it gives at once or later
    static Resolver of(ResolvableType returnType, DataFetcher<@Nullable Object> fetcher, List<String> arguments) {
        return new Resolver(
                returnType,
                arguments.stream().collect(Collectors.toMap(name -> name, _ -> ResolvableType.forClass(Object.class))),
                fetcher);
    }

    /// A resolver of a field that takes no arguments and mostly reads what is there.
    ///
    /// @param returnType of the value that it gives at once or later
    static Resolver reading(Class<?> returnType, DataFetcher<@Nullable Object> fetcher) {
        return new Reading(ResolvableType.forClass(returnType), fetcher);
    }

    /// A resolver that is too small to be watched: an answer has thousands of its values, and observing each of
    /// them took more than half of the time of a whole answer.
    private static final class Reading extends Resolver implements TrivialDataFetcher<Object> {
        private Reading(ResolvableType returnType, DataFetcher<@Nullable Object> fetcher) {
            super(returnType, Map.of(), fetcher);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // a field may be null, which the interface does not say
    public Object get(DataFetchingEnvironment environment) throws Exception {
        return fetcher.get(environment);
    }

    @Override
    public String getDescription() {
        return returnType.toString();
    }

    @Override
    public ResolvableType getReturnType() {
        return returnType;
    }

    @Override
    public Map<String, ResolvableType> getArguments() {
        return arguments;
    }
}
