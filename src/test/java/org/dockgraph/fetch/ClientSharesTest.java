package org.dockgraph.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dockgraph.TestClock;
import org.dockgraph.fetch.ClientShares.Grant;
import org.dockgraph.upstream.Budget;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a client may cause: of 15 calls an hour, where a share is 3.
class ClientSharesTest {

    private static final Client ANN = new Client("Ann");
    private static final Client BOB = new Client("Bob");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Grant ONE_OF_THE_SHARE = new Grant.Some(Purpose.QUERY);
    private static final Grant ONE_MORE = new Grant.Some(Purpose.MORE);

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final ClientShares shares = new ClientShares(() -> new Budget(15, 15, 4, 3, null), clock);

    @Test
    void whileOthersAskAShareIsAll() {
        shares.noteAsking(BOB);
        shares.noteAsking(ANN);
        for (int i = 0; i < 3; i++) {
            assertThat(cause(ANN)).isEqualTo(ONE_OF_THE_SHARE);
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(cause(ANN)).isEqualTo(refused(3, Duration.ofMinutes(30)));
        assertThat(cause(BOB)).isEqualTo(ONE_OF_THE_SHARE);
        assertThat(shares.refused()).isEqualTo(1);
    }

    @Test
    void eachCallComesBackAnHourAfterItsEnd() {
        shares.noteAsking(ANN);
        shares.take(ANN);
        clock.advance(Duration.ofMinutes(1)); // so long it is under way
        shares.settle(ANN, 1, 1);
        cause(ANN);
        cause(ANN);
        clock.advance(HOUR.minusNanos(1));
        shares.noteAsking(BOB);

        assertThat(cause(ANN)).isEqualTo(refused(3, Duration.ofNanos(1)));
        clock.advance(Duration.ofNanos(1));
        assertThat(cause(ANN)).isEqualTo(ONE_OF_THE_SHARE);
    }

    @Test
    void whatIsUnderWayCounts() {
        shares.noteAsking(BOB);
        for (int i = 0; i < 3; i++) {
            assertThat(shares.take(ANN)).isEqualTo(ONE_OF_THE_SHARE);
        }

        assertThat(shares.take(ANN)).isEqualTo(refused(3, HOUR));
    }

    @Test
    void whatWasTakenAndNotMadeDoesNotCount() {
        shares.noteAsking(BOB);
        for (int i = 0; i < 10; i++) {
            assertThat(shares.take(ANN)).isEqualTo(ONE_OF_THE_SHARE);
            shares.settle(ANN, 1, 0);
        }
    }

    @Test
    void everyRequestOfACallCounts() {
        shares.noteAsking(BOB);
        shares.take(ANN);
        shares.settle(ANN, 1, 4); // redirected three times

        assertThat(shares.take(ANN)).isEqualTo(refused(4, HOUR));
    }

    @Test
    void whoeverIsAloneGoesOnWithWhatIsNotKeptForANewcomer() {
        shares.noteAsking(ANN);
        for (int i = 0; i < 3; i++) {
            assertThat(cause(ANN)).isEqualTo(ONE_OF_THE_SHARE);
        }

        assertThat(cause(ANN)).isEqualTo(ONE_MORE);
    }

    @Test
    void aNewcomerEndsBeingAloneForAnHour() {
        shares.noteAsking(ANN);
        for (int i = 0; i < 4; i++) {
            cause(ANN);
        }
        clock.advance(Duration.ofMinutes(20));
        shares.noteAsking(BOB);
        shares.noteAsking(ANN);

        assertThat(cause(ANN)).isEqualTo(refused(4, Duration.ofMinutes(40)));
        clock.advance(Duration.ofMinutes(40));
        for (int i = 0; i < 3; i++) {
            cause(ANN);
        }
        clock.advance(Duration.ofMinutes(20).minusNanos(1));
        assertThat(cause(ANN)).isEqualTo(refused(3, Duration.ofMinutes(40).plusNanos(1)));
        clock.advance(Duration.ofNanos(1));
        assertThat(cause(ANN)).isEqualTo(ONE_MORE);
    }

    @Test
    void askingOftenDoesNotHideThatOthersAsk() {
        shares.noteAsking(BOB);
        for (int i = 0; i < 10; i++) {
            shares.noteAsking(ANN);
        }
        for (int i = 0; i < 3; i++) {
            cause(ANN);
        }

        assertThat(cause(ANN)).isInstanceOf(Grant.None.class);
    }

    @Test
    void nobodyHasNoShareToKeepTo() {
        shares.noteAsking(ANN);
        for (int i = 0; i < 10; i++) {
            assertThat(cause(null)).isEqualTo(ONE_OF_THE_SHARE);
        }
    }

    /// Makes a call, if that is allowed.
    private Grant cause(@Nullable Client client) {
        Grant grant = shares.take(client);
        if (grant instanceof Grant.Some) {
            shares.settle(client, 1, 1);
        }
        return grant;
    }

    private static Grant refused(int caused, Duration wait) {
        return new Grant.None(new Problem.ShareSpent(caused, true, wait));
    }
}
