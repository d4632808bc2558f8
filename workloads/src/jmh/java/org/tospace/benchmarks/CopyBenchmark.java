package org.tospace.benchmarks;

import java.lang.invoke.MethodHandle;
import java.util.List;
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
 * Scanning a page of 4 KiB whose 127 slots each name an object of 24 bytes that nobody has copied yet, by the scanner's machine code. Making it
 * so again is in the figure, {@link #refill} is its share.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-exports=org.tospace.gc/org.tospace.gc.scan=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CopyBenchmark {
    private static final long PAGE_BYTES = 4096;
    private static final int PAGE_SHIFT = 12;
    private static final int PAGES = 8;
    private static final long OBJECTS = 127;
    private static final long OBJECT_BYTES = 24;
    private static final EntryPoint SCAN_NEXT_ENTRY = EntryPoint.of(OrderedScan.class, "scanNext");
    private static final SignalSafeCode CODE = SignalSafeCompiler.compile(List.of(SCAN_NEXT_ENTRY));
    private static final MethodHandle SCAN_NEXT = CODE.handle(SCAN_NEXT_ENTRY);

    /** Whether the objects were asked for their identity hash. */
    @Param({"false", "true"})
    public boolean asked;

    private NativeBlock block;
    private long control;
    private long agent;
    private long records;
    private long from;
    private long page;
    private long pageHeader;
    private long objectHeader;

    /** Makes a control block, a from-space of a page and a copy area of four, none of it protected. */
    @Setup(Level.Trial)
    public void prepare() {
        block = NativeBlock.reserve((PAGES + 3) * PAGE_BYTES);
        from = block.address() + PAGE_BYTES & -PAGE_BYTES;
        page = from + PAGE_BYTES;
        control = from + PAGES * PAGE_BYTES;
        agent = control + ControlBlock.BYTES;
        records = agent + AgentRecord.BYTES;
        ReferenceEncoding encoding = ReferenceEncoding.LOW_BITS;
        Memory.putLong(control + ControlBlock.BASE, from);
        Memory.putLong(control + ControlBlock.PAGE_BYTES, PAGE_BYTES);
        Memory.putInt(control + ControlBlock.PAGE_SHIFT, PAGE_SHIFT);
        Memory.putInt(control + ControlBlock.PROTECTION, RangeOpener.NONE);
        Memory.putLong(control + ControlBlock.PAGE_TABLE, records);
        Memory.putLong(control + ControlBlock.REFERENCE_MASK, encoding.mask());
        Memory.putLong(control + ControlBlock.REFERENCE_PATTERN, encoding.pattern());
        Memory.putLong(control + ControlBlock.ADDRESS_MASK, encoding.addressMask());
        Memory.putLong(control + ControlBlock.FROM_BASE, from);
        Memory.putLong(control + ControlBlock.FROM_BYTES, PAGE_BYTES);
        Memory.putLong(control + ControlBlock.LARGE_OFFSET, PAGE_BYTES);
        Memory.putLong(control + ControlBlock.COPY_BASE, page);
        Memory.putLong(control + ControlBlock.COPY_LIMIT, page + (PAGES - 2) * PAGE_BYTES);
        Memory.putLong(control + ControlBlock.RANGES_LEFT, Long.MAX_VALUE >> 1);
        try (Heap heap = Heap.open("heap=1m"); Mutator mutator = heap.attach()) {
            pageHeader = mutator.getLong(mutator.allocate(ObjectLayout.of(1, OBJECTS, PAGE_BYTES - Long.BYTES * (OBJECTS + 1))), 0);
            long object = mutator.allocate(ObjectLayout.of(1, 0, OBJECT_BYTES - Long.BYTES));
            if (asked) {
                mutator.identityHash(object);
            }
            objectHeader = mutator.getLong(object, 0);
        }
    }

    /** Frees it. */
    @TearDown(Level.Trial)
    public void close() {
        block.close();
    }

    /** Makes both spaces as they were before. */
    @Benchmark
    public void refill() {
        Memory.putLong(page, pageHeader);
        for (long i = 0; i < OBJECTS; i++) {
            Memory.putLong(from + i * OBJECT_BYTES, objectHeader);
            Memory.putLong(page + Long.BYTES * (i + 1), from + i * OBJECT_BYTES);
        }
        Memory.clear(records, PAGES * PageRecord.BYTES);
        long record = records + PageRecord.BYTES;
        Memory.putLong(record + PageRecord.TOP, page + PAGE_BYTES);
        Memory.putLong(record + PageRecord.END, page + PAGE_BYTES);
        Memory.putInt(record + PageRecord.STATE, PageRecord.UNSCANNED);
        Memory.putLong(control + ControlBlock.COPY_TOP, page + PAGE_BYTES);
        Memory.putLong(control + ControlBlock.CURSOR, page);
        Memory.putLong(control + ControlBlock.SCANNED_PAGES, 0);
        Memory.putLong(agent + AgentRecord.OPEN, 0);
    }

    /** Machine code, by a downcall. */
    @Benchmark
    public long copy() {
        refill();
        try {
            return (long) SCAN_NEXT.invokeExact(control, agent, 1L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
