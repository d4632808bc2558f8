package org.tospace.benchmarks;

import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.scan.AgentRecord;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * What the scanner needs to scan a page without a heap: a control block, an agent, a from-space of one page, and a copy area whose first page is full
 * and not scanned. Nothing is protected. For one thread.
 */
final class ScannerGround implements AutoCloseable {
    static final long PAGE_BYTES = 4096;

    private static final int PAGE_SHIFT = 12;

    /** What the scanner's functions take as their first argument. */
    final long control;
    /** And as their second. */
    final long agent;
    /** The only page of from-space. */
    final long fromPage;
    /** The page to be scanned. */
    final long page;

    private final NativeBlock block;
    private final long records;
    private final long recordBytes;

    /** With so many pages of copy area: the one to be scanned, and room for what is copied. */
    ScannerGround(int copyPages) {
        recordBytes = (copyPages + 1) * PageRecord.BYTES;
        block = NativeBlock.reserve((copyPages + 2) * PAGE_BYTES + ControlBlock.BYTES + AgentRecord.BYTES + recordBytes);
        fromPage = block.address() + PAGE_BYTES - 1 & -PAGE_BYTES;
        page = fromPage + PAGE_BYTES;
        control = page + copyPages * PAGE_BYTES;
        agent = control + ControlBlock.BYTES;
        records = agent + AgentRecord.BYTES;
        ReferenceEncoding encoding = ReferenceEncoding.LOW_BITS;
        Memory.putLong(control + ControlBlock.BASE, fromPage);
        Memory.putLong(control + ControlBlock.PAGE_BYTES, PAGE_BYTES);
        Memory.putInt(control + ControlBlock.PAGE_SHIFT, PAGE_SHIFT);
        Memory.putInt(control + ControlBlock.PROTECTION, RangeOpener.NONE);
        Memory.putLong(control + ControlBlock.PAGE_TABLE, records);
        Memory.putLong(control + ControlBlock.REFERENCE_MASK, encoding.mask());
        Memory.putLong(control + ControlBlock.REFERENCE_PATTERN, encoding.pattern());
        Memory.putLong(control + ControlBlock.ADDRESS_MASK, encoding.addressMask());
        Memory.putLong(control + ControlBlock.FROM_BASE, fromPage);
        Memory.putLong(control + ControlBlock.FROM_BYTES, PAGE_BYTES);
        // No window of large objects behind the page.
        Memory.putLong(control + ControlBlock.LARGE_OFFSET, PAGE_BYTES);
        Memory.putLong(control + ControlBlock.LARGE_OFFSET, PAGE_BYTES);
        Memory.putLong(control + ControlBlock.COPY_BASE, page);
        Memory.putLong(control + ControlBlock.COPY_LIMIT, page + copyPages * PAGE_BYTES);
        Memory.putLong(control + ControlBlock.RANGES_LEFT, Long.MAX_VALUE >> 1);
        renew();
    }

    /** Makes the tables as they were before the page was scanned; what the two spaces hold is the caller's business. */
    void renew() {
        Memory.clear(records, recordBytes);
        long record = records + PageRecord.BYTES;
        Memory.putLong(record + PageRecord.TOP, page + PAGE_BYTES);
        Memory.putLong(record + PageRecord.END, page + PAGE_BYTES);
        Memory.putInt(record + PageRecord.STATE, PageRecord.UNSCANNED);
        Memory.putLong(control + ControlBlock.COPY_TOP, page + PAGE_BYTES);
        Memory.putLong(control + ControlBlock.CURSOR, page);
        Memory.putLong(control + ControlBlock.SCANNED_PAGES, 0);
        Memory.putLong(agent + AgentRecord.OPEN, 0);
    }

    /** The header of an object, had from a heap, whose business it is. */
    static long header(ObjectLayout layout, boolean askedForHash) {
        try (Heap heap = Heap.open("heap=1m"); Mutator mutator = heap.attach()) {
            long object = mutator.allocate(layout);
            if (askedForHash) {
                mutator.identityHash(object);
            }
            return mutator.getLong(object, 0);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
