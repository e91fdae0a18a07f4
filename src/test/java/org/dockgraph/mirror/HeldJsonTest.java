package org.dockgraph.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Holdings;
import org.junit.jupiter.api.Test;

/// What is held comes back from JSON as it went there.
class HeldJsonTest {

    @Test
    void whateverIsHeldComesBack() {
        for (int seed = 0; seed < 200; seed++) {
            assertSame("seed " + seed, read(write(RandomHoldings.of(seed, 12))), RandomHoldings.of(seed, 12));
        }
    }

    @Test
    void absencesAreLeftOut() {
        Holdings holdings = RandomHoldings.of(1, 3)
                .withAbsences(Map.of(new EntityRef(Kind.DOCKING_EVENT, 9_999), Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(read(write(holdings)).absences()).isEmpty();
    }

    @Test
    void whatComesBackIsAnotherViewThanNothing() {
        assertThat(read(write(RandomHoldings.of(1, 3))).version()).isNotEqualTo(Holdings.NONE.version());
    }

    static void assertSame(String what, Holdings restored, Holdings written) {
        for (Kind kind : Kind.values()) {
            assertThat(restored.all(kind)).as("%s: %s", what, kind).isEqualTo(written.all(kind));
        }
        assertThat(restored.listsByKey()).as("%s: lists", what).isEqualTo(written.listsByKey());
    }

    private static byte[] write(Holdings holdings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeldJson.write(holdings, out);
        return out.toByteArray();
    }

    private static Holdings read(byte[] json) {
        return HeldJson.read(new ByteArrayInputStream(json));
    }
}
