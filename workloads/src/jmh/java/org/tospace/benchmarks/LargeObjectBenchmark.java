package org.tospace.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tospace.gc.Barrier;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;

/**
 * A whole collection with 64 MiB of large objects live, by their size, and by whether they stay where they are or are copied, without slots or
 * with. Allocation: a new object of 1 MiB each time, dropped at once, its share of collections included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LargeObjectBenchmark {
    private static final long LIVE_BYTES = 64 << 20;
    private static final long GARBAGE_BYTES = 1 << 20;
    private static final long STRIDE = 4096;
    private static final int HEADER_BYTES = 8;

    /** The heap's barrier. */
    @Param({"TRAP"})
    public Barrier barrier;

    /** What becomes of them. */
    @Param({"stay", "copied", "slots-stay", "slots-copied"})
    public String kind;

    /** Bytes of each. */
    @Param({"65536", "1048576", "33554432"})
    public long bytes;

    private Heap heap;
    private Mutator mutator;

    /** Makes them. */
    @Setup(Level.Trial)
    public void prepare() {
        heap = Heap.open("heap=256m,large=" + (kind.endsWith("copied") ? "0" : "64k") + ",barrier=" + barrier.key());
        mutator = heap.attach();
        boolean slots = kind.startsWith("slots");
        for (long made = 0; made < LIVE_BYTES; made += bytes) {
            mutator.roots().push(mutator.allocate(1, slots ? bytes / Long.BYTES - 1 : 0, slots ? 0 : bytes - HEADER_BYTES));
            for (long offset = HEADER_BYTES; offset < bytes; offset += STRIDE) {
                mutator.putLong(mutator.roots().peek(), offset, 0);
            }
        }
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        mutator.close();
        heap.close();
    }

    /** A collection from begin to end. */
    @Benchmark
    public void collect() {
        heap.collect();
    }

    /** The same, and then a word of each system page is read. */
    @Benchmark
    public long collectAndRead() {
        heap.collect();
        long sum = 0;
        for (int i = 0; i < mutator.roots().depth(); i++) {
            long object = mutator.roots().get(i);
            for (long offset = HEADER_BYTES; offset < bytes; offset += STRIDE) {
                sum += mutator.getLong(object, offset);
            }
        }
        return sum;
    }

    /** An object that dies at once. */
    @Benchmark
    public long allocate() {
        boolean slots = kind.startsWith("slots");
        return mutator.allocate(1, slots ? GARBAGE_BYTES / Long.BYTES : 0, slots ? 0 : GARBAGE_BYTES);
    }
}
