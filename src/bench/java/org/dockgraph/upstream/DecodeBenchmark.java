package org.dockgraph.upstream;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.dockgraph.plan.Call;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A detailed page of a hundred events, from bytes to entities, by a decoder that has read other pages before.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    private final Ll2Decoder decoder = new Ll2Decoder();
    private final Call call = HeldEvents.page(0);
    private byte[] body = {};

    /// Reads the page.
    @Setup
    public void read() throws IOException, InterruptedException {
        body = HeldEvents.detailedPage();
    }

    /// Decodes it.
    @Benchmark
    public Answer decode() {
        return decoder.decode(call, body);
    }
}
