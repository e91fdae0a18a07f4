package org.dockgraph.bench.parts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.EventFilter;
import org.dockgraph.plan.EventOrder;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;
import org.dockgraph.plan.Plan;
import org.dockgraph.plan.Planner;
import org.dockgraph.plan.Window;
import org.dockgraph.upstream.HeldEvents;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Plans for what is held: pages from the middle of all events, by filter, and single events.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {

    /// How many are held.
    @Param({"1000", "10000", "100000"})
    public int events;

    private Holdings holdings = Holdings.NONE;
    private Instant now = Instant.EPOCH;
    private Instant middle = Instant.EPOCH;

    /// Fills the store.
    @Setup
    public void read() throws IOException, InterruptedException {
        holdings = HeldEvents.store(events).holdings();
        now = Instant.now();
        middle = HeldEvents.NEWEST.minus(Duration.ofHours(events / 2));
    }

    /// A hundred events from the middle on.
    @Benchmark
    public Plan page() {
        return plan(page(new EventFilter.Time(EventOrder.Key.DOCKING, EventFilter.Comparison.LTE, middle), 100));
    }

    /// The newest twenty of a station.
    @Benchmark
    public Plan filter() {
        return plan(page(new EventFilter.Refers(Kind.SPACE_STATION, List.of(4)), 20));
    }

    /// One event.
    @Benchmark
    public Plan lookup() {
        return plan(new Need.EntityNeed(new EntityRef(Kind.DOCKING_EVENT, events / 2), fields()));
    }

    private Need page(EventFilter filter, int size) {
        return new Need.PageNeed(filter, EventOrder.NEWEST_FIRST, Window.first(size), fields(), false, now);
    }

    private Plan plan(Need need) {
        Plan plan = Planner.plan(List.of(need), holdings, now);
        if (!plan.calls().isEmpty()) {
            throw new IllegalStateException("It is not held: " + plan.calls());
        }
        return plan;
    }

    private static FieldSet fields() {
        return FieldSet.of(Field.EVENT_DOCKING, Field.EVENT_DEPARTURE, Field.EVENT_SPACE_STATION);
    }
}
