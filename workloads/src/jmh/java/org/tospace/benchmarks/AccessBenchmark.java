package org.tospace.benchmarks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
 * Loads and stores of an object whose page is scanned, by barrier, with no collection running and during one, against plain ones of the
 * same memory.
 *
 * <p>A load's result is the next load's address, so that its latency shows and not how many fit side by side; loops, so that the
 * addresses are in registers, as in an interpreter's compiled code.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AccessBenchmark {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final long HEADER_BYTES = 8;
    private static final int ACCESSES = 1024;
    private static final int SLOTS = 64;

    /** The heap's barrier. */
    @Param
    public Barrier barrier;

    /** Whether a collection is under way. */
    @Param({"false", "true"})
    public boolean collecting;

    private HeapInPhase state;
    private Mutator mutator;
    private long object;

    /** Makes an object whose first slot names itself, in the phase wanted. */
    @Setup(Level.Trial)
    public void prepare() {
        state = new HeapInPhase(barrier, "16k");
        mutator = state.mutator;
        mutator.roots().push(mutator.allocate(7, SLOTS, 64));
        mutator.setSlot(mutator.roots().peek(), 0, mutator.roots().peek());
        if (collecting) {
            state.beginCollection();
        }
        object = mutator.roots().peek();
        // Meets its page, so that the trap is over.
        mutator.getSlot(object, 0);
    }

    /** Closes the heap. */
    @TearDown(Level.Trial)
    public void close() {
        state.close();
    }

    /** The floor: the same load with nothing in front. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public long loadPlain() {
        long ref = object;
        for (int i = 0; i < ACCESSES; i++) {
            ref = ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, ref + HEADER_BYTES);
        }
        return ref;
    }

    /** A reference load. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public long loadReference() {
        long ref = object;
        for (int i = 0; i < ACCESSES; i++) {
            ref = mutator.getSlot(ref, 0);
        }
        return ref;
    }

    /** The floor: the same stores with nothing in front. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public void storePlain() {
        for (int i = 0; i < ACCESSES; i++) {
            ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, object + HEADER_BYTES + ((i & SLOTS - 1) << 3), object);
        }
    }

    /** Reference stores, one slot after the other. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public void storeReference() {
        for (int i = 0; i < ACCESSES; i++) {
            mutator.setSlot(object, i & SLOTS - 1, object);
        }
    }

    /** Loads of raw data, each at an offset that the one before gives. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public long loadRaw() {
        long offset = HEADER_BYTES + SLOTS * Long.BYTES;
        for (int i = 0; i < ACCESSES; i++) {
            offset += mutator.getLong(object, offset);
        }
        return offset;
    }
}
