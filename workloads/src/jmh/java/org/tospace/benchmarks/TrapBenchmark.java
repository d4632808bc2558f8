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
 * What a mutator pays for meeting an unscanned page of 4 KiB, from the access to its result: a page of raw bytes that is part of a large object,
 * which is copied then, since it has a slot as well; and pages by how many references they hold, all to an object that is forwarded already. What it
 * costs to forward is in {@link ForwardingBenchmark}.
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

    /** The heap's barrier: one of those that protect pages. Under the third nothing happens when a page is met. */
    @Param({"TRAP", "UPCALL"})
    public Barrier barrier;

    /** Which page is met. */
    @Param({"rawbytes", "0references", "8references", "64references", "511references"})
    public String page;

    private final long[] met = new long[PAGES];
    private HeapInPhase state;
    private Mutator mutator;

    /** Makes a table of objects of a page each, or an object for all pages. */
    @Setup(Level.Trial)
    public void prepare() {
        state = new HeapInPhase(barrier, "4k");
        mutator = state.mutator;
        mutator.roots().push(mutator.allocate(1, 0, HEADER_BYTES));
        if (page.equals("rawbytes")) {
            mutator.roots().push(mutator.allocate(1, 1, (PAGES + 1) * (long) PAGE_BYTES));
            return;
        }
        mutator.roots().push(mutator.allocate(1, PAGES, 0));
        int slots = Integer.parseInt(page.substring(0, page.indexOf('r')));
        for (int i = 0; i < PAGES; i++) {
            long object = mutator.allocate(2, slots, PAGE_BYTES - HEADER_BYTES - (long) slots * Long.BYTES);
            mutator.setSlot(mutator.roots().peek(), i, object);
            for (int slot = 0; slot < slots; slot++) {
                mutator.setSlot(object, slot, mutator.roots().peek(1));
            }
        }
    }

    /** Closes all the pages; the object that is referred to and the table are met already, so the objects have been copied but not scanned. */
    @Setup(Level.Invocation)
    public void beginCollection() {
        state.beginCollection();
        mutator.tag(mutator.roots().peek(1));
        long object = mutator.roots().peek();
        mutator.tag(object);
        for (int i = 0; i < PAGES; i++) {
            met[i] = page.equals("rawbytes") ? object + (i + 1L) * PAGE_BYTES : mutator.getSlot(object, i) + PAGE_BYTES / 2;
        }
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        state.close();
    }

    /** Meets every page once: copies of neighbours are neighbours, so their middles are in a page each. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long meet() {
        long sum = 0;
        for (int i = 0; i < PAGES; i++) {
            sum += mutator.getLong(met[i], 0);
        }
        return sum;
    }
}
