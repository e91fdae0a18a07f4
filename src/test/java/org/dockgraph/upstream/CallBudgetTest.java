package org.dockgraph.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockgraph.TestClock;
import org.dockgraph.upstream.CallBudget.Grant;
import org.dockgraph.upstream.Errand.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many requests may be sent, and when.
class CallBudgetTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock(TestClock.NEW_YEAR_2026);
    private final CallBudget budget = budget(null, null);

    @Test
    void fifteenAreAllowedAndTheSixteenthWaitsForTheFirstToBeAnHourOld() {
        for (int i = 0; i < 15; i++) {
            request(budget);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofMinutes(45)));
        clock.advance(Duration.ofMinutes(45).minusNanos(1));
        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofNanos(1)));
        clock.advance(Duration.ofNanos(1));
        request(budget);
        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofMinutes(1)));
    }

    /// A bucket that is refilled would be full again by then.
    @Test
    void halfAnHourWithoutRequestsGivesNothingBack() {
        requests(budget, 15);
        clock.advance(Duration.ofMinutes(30));

        assertThat(budget.budget()).isEqualTo(new Budget(15, 0, 4, 3, TestClock.NEW_YEAR_2026.plus(HOUR)));
    }

    /// The source counts it when it arrives, which may be at its very end.
    @Test
    void aSlowRequestTakesRoomUntilAnHourAfterItsEnd() {
        Grant.Permit slow = permit(budget.take(Purpose.QUERY));
        clock.advance(Duration.ofSeconds(25));
        budget.end(slow);
        requests(budget, 14);
        clock.advance(HOUR.minusSeconds(1));

        assertThat(budget.budget().remaining()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(budget.budget().remaining()).isEqualTo(15);
    }

    @Test
    void aRequestUnderWayTakesRoomHoweverLongItIs() {
        permit(budget.take(Purpose.QUERY));
        clock.advance(HOUR.multipliedBy(3));

        assertThat(budget.budget().remaining()).isEqualTo(14);
    }

    @Test
    void upkeepLeavesTheReserveToQueries() {
        for (int i = 0; i < 11; i++) {
            budget.end(permit(budget.take(Purpose.UPKEEP)));
        }

        assertThat(budget.take(Purpose.UPKEEP)).isEqualTo(new Grant.Wait(HOUR));
        assertThat(budget.budget()).isEqualTo(new Budget(15, 4, 4, 3, TestClock.NEW_YEAR_2026.plus(HOUR)));
        assertThat(budget.budget().spare()).isZero();
        requests(budget, 4);
        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(HOUR));
    }

    @Test
    void theReserveIsNeverMoreThanHalfOfTheLimitUnlessItWasSet() {
        assertThat(budget(5, null).budget().reserve()).isEqualTo(2);
        assertThat(budget(1, null).budget().reserve()).isZero();
        assertThat(budget(5, 5).budget().reserve()).isEqualTo(5);
        assertThat(budget(5, 5).take(Purpose.UPKEEP)).isEqualTo(new Grant.Wait(HOUR));
        assertThat(budget(5, 9).budget().spare()).isZero();
        assertThat(budget(100, 0).budget().reserve()).isZero();
    }

    @Test
    void theSourcesLimitCountsAndNeverRaisesOneThatWasSet() {
        budget.learn(standing(100, 3600, 0), Set.of());
        assertThat(budget.budget().limit()).isEqualTo(100);
        budget.learn(standing(5, 3600, 0), Set.of());
        assertThat(budget.budget().limit()).isEqualTo(5);

        CallBudget set = budget(10, null);
        assertThat(set.budget().limit()).isEqualTo(10);
        set.learn(standing(100, 3600, 0), Set.of());
        assertThat(set.budget().limit()).isEqualTo(10);
        set.learn(standing(5, 3600, 0), Set.of());
        assertThat(set.budget().limit()).isEqualTo(5);
    }

    @Test
    void theSourcesWindowCountsButNeverShortensTheHourThatALimitWasSetFor() {
        budget.learn(standing(2, 60, 0), Set.of());
        requests(budget, 2);
        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofSeconds(60)));

        CallBudget set = budget(10, null);
        set.learn(standing(2, 60, 0), Set.of());
        requests(set, 2);
        assertThat(set.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(HOUR));
    }

    @Test
    void strangersTakeRoomUntilAReadingSaysFewer() {
        requests(budget, 3);
        budget.learn(standing(15, 3600, 10), budget.settled());
        assertThat(budget.budget().remaining()).isEqualTo(5);
        assertThat(budget.hasStrangers()).isTrue();

        budget.learn(standing(15, 3600, 5), budget.settled());
        assertThat(budget.budget().remaining()).isEqualTo(10);
        budget.learn(standing(15, 3600, 3), budget.settled());
        assertThat(budget.budget().remaining()).isEqualTo(12);
        assertThat(budget.hasStrangers()).isFalse();
    }

    /// Only the source knows when they have made their calls.
    @Test
    void theWaitForStrangersIsWhatTheSourceSays() {
        requests(budget, 3);
        Duration nextUse = Duration.ofSeconds(321);
        budget.learn(new Standing(15, HOUR, 15, nextUse), budget.settled());

        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(nextUse));
        assertThat(budget.budget().resetAt()).isEqualTo(clock.instant().plus(nextUse));
        clock.advance(nextUse);
        assertThat(budget.take(Purpose.QUERY)).as("it was wrong").isEqualTo(new Grant.Wait(HOUR.minus(nextUse)));
    }

    @Test
    void strangersAreForgottenAfterAWindow() {
        budget.learn(standing(15, 3600, 15), Set.of());
        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(HOUR));
        clock.advance(HOUR);

        assertThat(budget.budget()).isEqualTo(new Budget(15, 15, 4, 3, null));
    }

    @Test
    void aSourceThatCountsLessThanWeHaveSentIsNotBelieved() {
        requests(budget, 15);
        budget.learn(standing(15, 3600, 0), budget.settled());

        assertThat(budget.budget().remaining()).isZero();
    }

    /// It may have arrived before the source counted, or after.
    @Test
    void aRequestUnderWayDuringAReadingIsAStrangerOnlyUntilTheNextReading() {
        requests(budget, 2);
        Grant.Permit underWay = permit(budget.take(Purpose.QUERY));
        budget.learn(standing(15, 3600, 3), budget.settled());
        assertThat(budget.budget().remaining())
                .as("it may come on top of three")
                .isEqualTo(11);

        budget.end(underWay);
        budget.learn(standing(15, 3600, 3), budget.settled());
        assertThat(budget.budget().remaining()).isEqualTo(12);
    }

    @Test
    void aRequestThatEndsWhileTheSourceCountsIsNotTakenAsCounted() {
        requests(budget, 2);
        Grant.Permit underWay = permit(budget.take(Purpose.QUERY));
        Set<Long> settled = budget.settled();
        budget.end(underWay);
        budget.learn(standing(15, 3600, 14), settled);

        assertThat(budget.budget().remaining()).isZero();
    }

    @Test
    void aClosedGateLetsNothingThroughAndOpensByItself() {
        assertThat(budget.close(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(budget.take(Purpose.QUERY)).isEqualTo(new Grant.Wait(Duration.ofMinutes(10)));
        assertThat(budget.budget())
                .isEqualTo(new Budget(15, 0, 4, 3, TestClock.NEW_YEAR_2026.plus(Duration.ofMinutes(10))));

        clock.advance(Duration.ofMinutes(10));
        request(budget);
    }

    @Test
    void theGateIsClosedForASecondAtLeastAndAWindowAtMost() {
        assertThat(budget.close(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.close(Duration.ofHours(5))).isEqualTo(HOUR);
        assertThat(budget.close(Duration.ofMinutes(1)))
                .as("the longest wish holds")
                .isEqualTo(HOUR);
    }

    @Test
    void aHundredThreadsGetFifteenPermits() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Grant>> askers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Purpose purpose = i % 3 == 0 ? Purpose.UPKEEP : Purpose.QUERY;
                askers.add(() -> {
                    Grant grant = budget.take(purpose);
                    if (grant instanceof Grant.Permit permit) {
                        budget.learn(standing(15, 3600, 0), budget.settled());
                        budget.end(permit);
                    }
                    return grant;
                });
            }
            int permits = 0;
            for (Future<Grant> grant : threads.invokeAll(askers)) {
                permits += grant.get() instanceof Grant.Permit ? 1 : 0;
            }
            assertThat(permits).isEqualTo(15);
        }
    }

    @Test
    void whoeverHasHadItsShareLeavesOneToANewcomer() {
        CallBudget budget = budget(null, null);
        for (int i = 0; i < 12; i++) {
            budget.end(permit(budget.take(Purpose.MORE)));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(budget.take(Purpose.MORE)).isEqualTo(new Grant.Wait(Duration.ofMinutes(48)));
        requests(budget, 3);
        assertThat(budget.take(Purpose.MORE)).as("four must end").isEqualTo(new Grant.Wait(Duration.ofMinutes(51)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2, 1, 0", "3, 1, 1", "5, 1, 1", "6, 2, 2", "9, 3, 3", "15, 3, 3", "250, 3, 3"})
    void aShareIsNeverMoreThanAThirdOfTheLimit(int limit, int share, int kept) {
        Budget budget = budget(limit, null).budget();

        assertThat(budget.share()).isEqualTo(share);
        assertThat(budget.kept()).isEqualTo(kept);
    }

    private CallBudget budget(@Nullable Integer most, @Nullable Integer reserve) {
        URI nowhere = URI.create("http://localhost/2.0.0/");
        return new CallBudget(
                most, reserve, 3, LONGEST_CALL, clock, new CallJournal(null, nowhere, LONGEST_CALL, clock, clock));
    }

    private static Standing standing(int limit, int windowSeconds, int used) {
        return new Standing(limit, Duration.ofSeconds(windowSeconds), used, null);
    }

    private static void requests(CallBudget budget, int count) {
        for (int i = 0; i < count; i++) {
            request(budget);
        }
    }

    private static void request(CallBudget budget) {
        budget.end(permit(budget.take(Purpose.QUERY)));
    }

    private static Grant.Permit permit(Grant grant) {
        assertThat(grant).isInstanceOf(Grant.Permit.class);
        return (Grant.Permit) grant;
    }
}
