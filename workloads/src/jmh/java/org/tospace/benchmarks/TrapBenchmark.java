package org.tospace.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tospace.gc.Barrier;
import org.tospace.gc.Mutator;

/**
 * What a mutator pays for meeting an unscanned page of 4 KiB, from the access to its result: a page that holds no references, one that is part
 * of a large object of raw bytes, which is copied then, and one of 512 references to an object that is forwarded already.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
public class TrapBenchmark {
    private static final int PAGES = 512;
    private static final int PAGE_BYTES = 4096;
    private static final int HEADER_BYTES = 8;
    private static final int PAGE_SLOTS = PAGE_BYTES / Long.BYTES;

    /** The heap's barrier: one of those that protect pages. */
    @Param({"TRAP", "UPCALL"})
    public Barrier barrier;

    /** Which page is met. */
    @Param({"empty", "rawbytes", "512references"})
    public String page;

    private HeapInPhase state;
    private Mutator mutator;

    /** Makes the objects: one for each page, or one for all. */
    @Setup(Level.Trial)
    public void prepare() {
        state = new HeapInPhase(barrier, "4k");
        mutator = state.mutator;
        switch (page) {
            case "empty" -> {
                for (int i = 0; i <= PAGES; i++) {
                    mutator.roots().push(mutator.allocate(1, 0, PAGE_BYTES - HEADER_BYTES));
                }
            }
            case "rawbytes" -> mutator.roots().push(mutator.allocate(1, 0, (PAGES + 1) * (long) PAGE_BYTES));
            default -> {
                mutator.roots().push(mutator.allocate(1, (PAGES + 1) * (long) PAGE_SLOTS, 0));
                long target = mutator.allocate(2, 0, 8);
                mutator.roots().push(target);
                for (int i = 0; i < (PAGES + 1) * PAGE_SLOTS; i++) {
                    mutator.setSlot(mutator.roots().get(0), i, target);
                }
            }
        }
    }

    /** Closes all its pages. */
    @Setup(Level.Invocation)
    public void beginCollection() {
        state.beginCollection();
        // The header's page and the target's are not counted.
        mutator.tag(mutator.roots().get(0));
        mutator.tag(mutator.roots().peek());
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        state.close();
    }

    /** Meets every page but the first once; copies of neighbours are neighbours. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long meet() {
        long object = mutator.roots().get(0);
        long sum = 0;
        for (int i = 1; i <= PAGES; i++) {
            sum += mutator.getLong(object, (long) i * PAGE_BYTES);
        }
        return sum;
    }
}
