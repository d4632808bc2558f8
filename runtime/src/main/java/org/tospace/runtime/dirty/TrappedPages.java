package org.tospace.runtime.dirty;

import java.util.List;
import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.MapLimit;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.memory.PageSize;
import org.tospace.runtime.trap.TrapRegion;
import org.tospace.runtime.trap.TrapSignal;

/**
 * Writes as traps note them: {@link WriteTrap}'s block and region, and the mappings that they take, which are reserved. A granule that is
 * writable between read-only ones takes two, so there is one mapping more for each granule at the most.
 */
final class TrappedPages implements DirtyPages {

    private static final long RUNS = 256;

    private final long address;
    private final long bytes;
    private final int granuleLog2;
    private final long mappings;
    private final NativeBlock block;
    private final NativeBlock runs;
    private final TrapRegion region;
    private boolean closed;

    private TrappedPages(long address, long bytes, int granuleLog2, long mappings) {
        this.address = address;
        this.bytes = bytes;
        this.granuleLog2 = granuleLog2;
        this.mappings = mappings;
        long granules = granules(bytes, granuleLog2);
        block = NativeBlock.reserve(WriteTrap.bytes(granules));
        runs = NativeBlock.reserve(RUNS * WriteTrap.RUN_BYTES);
        Memory.putLong(block.address() + WriteTrap.START, address);
        Memory.putLong(block.address() + WriteTrap.LENGTH, bytes);
        Memory.putInt(block.address() + WriteTrap.GRANULE_LOG2, granuleLog2);
        Memory.putLong(block.address() + WriteTrap.GRANULES, granules);
        try {
            region = TrapRegion.openNative(address, bytes, 0, TrapSignal.SEGV, CompiledWriteTrap.serviceAddress(), block.address());
        } catch (RuntimeException e) {
            freeBlocks();
            throw e;
        }
    }

    static TrappedPages open(long address, long bytes) {
        int log2 = Long.numberOfTrailingZeros(PageSize.bytes());
        long granted = MapLimit.reserve(granules(bytes, log2));
        if (granted == 0) {
            throw new IllegalStateException("the process has " + MapLimit.inUse() + " mappings and vm.max_map_count is " + MapLimit.limit()
                    + ": none is left for the dirty pages of " + new PageRange(address, bytes));
        }
        while (granules(bytes, log2) > granted) {
            log2++;
        }
        long needed = granules(bytes, log2);
        MapLimit.giveBack(granted - needed);
        TrappedPages opened;
        try {
            opened = new TrappedPages(address, bytes, log2, needed);
        } catch (RuntimeException e) {
            MapLimit.giveBack(needed);
            throw e;
        }
        try {
            opened.protect(Protection.READ);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static long granules(long bytes, int granuleLog2) {
        return (bytes - 1 >> granuleLog2) + 1;
    }

    @Override
    public DirtyMechanism mechanism() {
        return DirtyMechanism.TRAP;
    }

    @Override
    public long granuleBytes() {
        return 1L << granuleLog2;
    }

    @Override
    public synchronized List<PageRange> take() {
        if (closed) {
            throw new IllegalStateException("the dirty pages of " + new PageRange(address, bytes) + " are closed");
        }
        RangeList ranges = new RangeList();
        long granules = granules(bytes, granuleLog2);
        long next = 0;
        while (next < granules) {
            next = SystemCall.check("mprotect", address, bytes, CompiledWriteTrap.take(block.address(), next, runs.address(), RUNS));
            for (long run = runs.address(); run < runs.address() + RUNS * WriteTrap.RUN_BYTES; run += WriteTrap.RUN_BYTES) {
                long offset = Memory.getLong(run) << granuleLog2;
                long length = Memory.getLong(run + Long.BYTES) << granuleLog2;
                if (length == 0) {
                    break;
                }
                ranges.add(address + offset, Math.min(length, bytes - offset));
            }
        }
        return ranges.toList();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            protect(Protection.READ | Protection.WRITE);
            region.close();
            MapLimit.giveBack(mappings);
            freeBlocks();
        }
    }

    private void protect(int protection) {
        SystemCall.check("mprotect", address, bytes, SystemCall.invoke(SystemCallNumber.MPROTECT, address, bytes, protection));
    }

    private void freeBlocks() {
        block.close();
        runs.close();
    }
}
