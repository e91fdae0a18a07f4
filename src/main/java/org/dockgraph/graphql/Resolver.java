package org.dockgraph.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;

/// Resolves a field, and says what it takes and gives, so that Spring's inspection can hold the code against the
/// schema. Unlike an annotated controller method it may give a value or a future, whichever it has, and runs on the
/// thread that asks: with virtual threads switched on, Spring would make a future of every controller method.
///
/// @param description where it is, for the inspection's report
/// @param returnType of the value that it gives at once or later
/// @param arguments that it reads, by name
record Resolver(
        String description,
        ResolvableType returnType,
        Map<String, ResolvableType> arguments,
        DataFetcher<@Nullable Object> fetcher)
        implements SelfDescribingDataFetcher<Object> {

    /// A resolver of a field that takes no arguments.
    static Resolver of(Class<?> returnType, DataFetcher<@Nullable Object> fetcher) {
        return of(ResolvableType.forClass(returnType), fetcher);
    }

    /// A resolver of a field that takes these arguments.
    static Resolver of(ResolvableType returnType, DataFetcher<@Nullable Object> fetcher, String... arguments) {
        return new Resolver(
                returnType.toString(),
                returnType,
                Arrays.stream(arguments)
                        .collect(Collectors.toMap(name -> name, _ -> ResolvableType.forClass(Object.class))),
                fetcher);
    }

    @Override
    @SuppressWarnings("NullAway") // a field may be null, which the interface does not say
    public Object get(DataFetchingEnvironment environment) throws Exception {
        return fetcher.get(environment);
    }

    @Override
    public String getDescription() {
        return description;
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
