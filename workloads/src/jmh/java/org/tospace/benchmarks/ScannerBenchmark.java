package org.tospace.benchmarks;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.scan.AgentRecord;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * Scanning a page of 4 KiB whose 511 slots name an object that is forwarded already, by the scanner's machine code and by the very same Java as
 * the JVM runs it. Refilling the page is in both figures, {@link #refill} is its share. The one benchmark that looks inside {@code gc}.
 *
 * <p>{@link #firstCall} is to be read by its counters: the ticks of the very first call of the machine code in a process, and the median of
 * those that follow.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=org.tospace.gc/org.tospace.gc.scan=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScannerBenchmark {
    private static final long PAGE_BYTES = 4096;
    private static final int PAGE_SHIFT = 12;
    private static final long SLOTS = PAGE_BYTES / Long.BYTES - 1;
    /** The low bits of a header that says where the copy is. */
    private static final long FORWARDED = 2;
    private static final int CALLS = 1001;
    private static final EntryPoint SCAN_NEXT_ENTRY = EntryPoint.of(OrderedScan.class, "scanNext");
    private static final EntryPoint TIMED_ENTRY = EntryPoint.of(TimedScan.class, "ticks");
    private static final SignalSafeCode CODE = SignalSafeCompiler.compile(List.of(SCAN_NEXT_ENTRY, TIMED_ENTRY));
    private static final MethodHandle SCAN_NEXT = CODE.handle(SCAN_NEXT_ENTRY);
    private static final MethodHandle TIMED = CODE.handle(TIMED_ENTRY);

    private NativeBlock block;
    private long control;
    private long agent;
    private long record;
    private long template;
    private long page;

    /** Makes a control block, a from-space of one object and a copy area of two pages, none of it protected. */
    @Setup(Level.Trial)
    public void prepare() {
        block = NativeBlock.reserve(8 * PAGE_BYTES);
        long base = block.address() + PAGE_BYTES & -PAGE_BYTES;
        page = base + PAGE_BYTES;
        template = page + 2 * PAGE_BYTES;
        control = template + PAGE_BYTES;
        agent = control + ControlBlock.BYTES;
        long records = agent + AgentRecord.BYTES;
        record = records + PageRecord.BYTES;
        ReferenceEncoding encoding = ReferenceEncoding.LOW_BITS;
        Memory.putLong(control + ControlBlock.BASE, base);
        Memory.putLong(control + ControlBlock.PAGE_BYTES, PAGE_BYTES);
        Memory.putInt(control + ControlBlock.PAGE_SHIFT, PAGE_SHIFT);
        Memory.putInt(control + ControlBlock.PROTECTION, RangeOpener.NONE);
        Memory.putLong(control + ControlBlock.PAGE_TABLE, records);
        Memory.putLong(control + ControlBlock.REFERENCE_MASK, encoding.mask());
        Memory.putLong(control + ControlBlock.REFERENCE_PATTERN, encoding.pattern());
        Memory.putLong(control + ControlBlock.ADDRESS_MASK, encoding.addressMask());
        Memory.putLong(control + ControlBlock.FROM_BASE, base);
        Memory.putLong(control + ControlBlock.FROM_BYTES, PAGE_BYTES);
        Memory.putLong(control + ControlBlock.LARGE_OFFSET, PAGE_BYTES);
        Memory.putLong(control + ControlBlock.COPY_BASE, page);
        Memory.putLong(control + ControlBlock.COPY_LIMIT, page + 2 * PAGE_BYTES);
        Memory.putLong(control + ControlBlock.COPY_TOP, page + PAGE_BYTES);
        Memory.putLong(control + ControlBlock.RANGES_LEFT, Long.MAX_VALUE >> 1);
        Memory.putLong(base, page + PAGE_BYTES | FORWARDED);
        Memory.putLong(template, layoutHeader());
        for (long slot = 1; slot <= SLOTS; slot++) {
            Memory.putLong(template + slot * Long.BYTES, base);
        }
    }

    /** The header of an object of 511 slots, had from the heap whose business it is. */
    private static long layoutHeader() {
        try (Heap heap = Heap.open("heap=1m"); Mutator mutator = heap.attach()) {
            return mutator.getLong(mutator.allocate(ObjectLayout.of(1, SLOTS, 0)), 0);
        }
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        block.close();
    }

    /** Makes the page as it was before. */
    @Benchmark
    public void refill() {
        Memory.copy(template, page, PAGE_BYTES);
        Memory.putLong(record + PageRecord.TOP, page + PAGE_BYTES);
        Memory.putLong(record + PageRecord.END, page + PAGE_BYTES);
        Memory.putInt(record + PageRecord.STATE, PageRecord.UNSCANNED);
        Memory.putLong(control + ControlBlock.CURSOR, page);
        Memory.putLong(control + ControlBlock.SCANNED_PAGES, 0);
    }

    /** Machine code, by a downcall. */
    @Benchmark
    public long compiled() {
        refill();
        try {
            return (long) SCAN_NEXT.invokeExact(control, agent, 1L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as the JVM runs it. */
    @Benchmark
    public long java() {
        refill();
        return OrderedScan.scanNext(control, agent, 1);
    }

    /** What {@link #firstCall} saw. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Ticks {
        /** Of the first call. */
        public long first;
        /** The median of the next thousand. */
        public long warm;
    }

    /** The first call in the process and a thousand more, timed in machine code. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(value = 9, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=org.tospace.gc/org.tospace.gc.scan=ALL-UNNAMED"})
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void firstCall(Ticks ticks) throws Throwable {
        long[] taken = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            refill();
            taken[i] = (long) TIMED.invokeExact(control, agent);
        }
        if (Memory.getLong(page + SLOTS * Long.BYTES) != page + PAGE_BYTES) {
            throw new IllegalStateException("the page was not scanned");
        }
        ticks.first = taken[0];
        Arrays.sort(taken);
        ticks.warm = taken[CALLS / 2];
    }
}
