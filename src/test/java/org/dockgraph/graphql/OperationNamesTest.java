package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationNamesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> forgotten = new ArrayList<>();
    private final OperationNames names = new OperationNames(nanos::get, forgotten::add);

    @Test
    void theFirstNamesAreToldAndAllOthersAsOne() {
        IntStream.range(0, OperationNames.PLACES)
                .forEach(i -> assertThat(names.told("Q" + i)).isEqualTo("Q" + i));

        assertThat(names.told("OneTooMany")).isEqualTo("other");
        assertThat(names.told("Q0")).isEqualTo("Q0");
    }

    @Test
    void aNameThatNobodyAsksByMakesPlaceForAnother() {
        names.told("InUse");
        IntStream.range(1, OperationNames.PLACES).forEach(i -> names.told("MadeUp" + i));
        advance(OperationNames.KEPT.dividedBy(2));
        names.told("InUse");
        advance(OperationNames.KEPT.dividedBy(2));

        assertThat(names.told("New")).isEqualTo("New");
        assertThat(forgotten).hasSize(OperationNames.PLACES - 1).doesNotContain("InUse", "New");
    }

    @Test
    void anOperationWithoutANameIsAnonymous() {
        assertThat(names.told(null)).isEqualTo("anonymous");
    }

    @Test
    void aNameAsLongAsAPageIsNotTold() {
        assertThat(names.told("Q".repeat(OperationNames.LONGEST))).hasSize(OperationNames.LONGEST);
        assertThat(names.told("Q".repeat(OperationNames.LONGEST + 1))).isEqualTo("other");
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
