package org.dockgraph.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// How much of its processors' time the machine has given, and to whom: on one that is busy with other things, nobody
/// can tell who was slow.
///
/// @param used by whatever runs on it
/// @param ours of that, for the gateway and its clients
/// @param idle what nobody wanted
record Machine(Duration used, Duration ours, Duration idle) {

    private static final int TICK = 10; // milliseconds, of /proc/stat
    private static final List<Integer> IDLE = List.of(3, 4); // where it has idle and iowait

    /// What it has given until now, since it was started.
    static Machine now(long gateway) throws IOException {
        String line =
                Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
        long[] ticks = Arrays.stream(line.split(" +"))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(ticks).sum();
        long idle = IDLE.stream().mapToLong(place -> ticks[place]).sum();
        Duration ours = cpu(ProcessHandle.of(gateway).orElseThrow()).plus(cpu(ProcessHandle.current()));
        return new Machine(Duration.ofMillis((all - idle) * TICK), ours, Duration.ofMillis(idle * TICK));
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// The percentage that others have had since then.
    long othersSince(Machine before) {
        long allUsed = used.minus(before.used).toMillis();
        long notUsed = idle.minus(before.idle).toMillis();
        long others = allUsed - ours.minus(before.ours).toMillis();
        return 100 * Math.max(0, others) / Math.max(1, allUsed + notUsed);
    }
}
