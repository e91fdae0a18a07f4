package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ErrorListTest {

    @Test
    void errorsAtOneFieldWithOneCodeHaveOneCause() {
        List<GraphQLError> told = told(errors(12, i -> List.of("nodes", i, "name")), 100, DataSize.ofKilobytes(200));

        assertThat(told).hasSize(10);
        assertThat(told.getLast().getExtensions())
                .containsEntry("morePaths", List.of(List.of("nodes", 10, "name"), List.of("nodes", 11, "name")));
    }

    @Test
    void thoseBeyondTheLimitAreCounted() {
        List<GraphQLError> told = told(errors(12, i -> List.of("field" + i)), 5, DataSize.ofKilobytes(200));

        assertThat(told).hasSize(5);
        assertThat(told.getLast().getExtensions()).containsEntry("moreErrors", 7);
    }

    @Test
    void theirSizeIsBounded() {
        List<GraphQLError> told =
                told(errors(100_000, i -> List.of("nodes", i, "a".repeat(1000))), 100, DataSize.ofKilobytes(200));

        assertThat(told).hasSize(10);
        assertThat(String.valueOf(told.getLast().getExtensions())).hasSizeBetween(150_000, 200_000);
        assertThat(told.getLast().getExtensions()).containsKey("moreErrors");
    }

    @Test
    void oneIsToldHoweverLargeItIs() {
        assertThat(told(errors(1, _ -> List.of("a".repeat(1000))), 100, DataSize.ofBytes(1)))
                .hasSize(1);
    }

    @Test
    void errorsWithoutAPathHaveOneCauseIfTheyHaveTheSameWords() {
        CodedError same = new CodedError(ErrorCode.GRAPHQL_VALIDATION_FAILED, "same", null, null, Map.of());
        CodedError other = new CodedError(ErrorCode.GRAPHQL_VALIDATION_FAILED, "other", null, null, Map.of());

        List<GraphQLError> told = told(
                IntStream.range(0, 24).mapToObj(i -> i % 2 == 0 ? same : other).toList(),
                100,
                DataSize.ofKilobytes(200));

        assertThat(told).hasSize(20);
        assertThat(told.getLast().getExtensions()).containsEntry("moreErrors", 4);
    }

    private interface Path {
        List<Object> of(int index);
    }

    private static List<CodedError> errors(int count, Path path) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CodedError(ErrorCode.NOT_FOUND, "none", null, path.of(i), Map.of()))
                .toList();
    }

    private static List<GraphQLError> told(List<CodedError> errors, int most, DataSize size) {
        return ErrorList.of(
                errors,
                TestLimits.with(Map.of("errors", most, "errors-of-one-cause", 10, "error-size", size.toBytes() + "B")));
    }
}
