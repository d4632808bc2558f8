package org.tospace.gc.collector;

import org.tospace.gc.HeapVerificationException;
import org.tospace.gc.VerificationResult;
import org.tospace.gc.inspect.BrokenHeap;
import org.tospace.gc.inspect.Inspection;
import org.tospace.gc.inspect.Labels;
import org.tospace.gc.inspect.LiveObjects;
import org.tospace.gc.inspect.ObjectBits;
import org.tospace.gc.inspect.RootSink;
import org.tospace.gc.inspect.RootSource;
import org.tospace.gc.inspect.StoppedHeap;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.LargeObjects;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.weak.WeakProcessing;
import org.tospace.gc.weak.WeakProcessing.WordCheck;
import org.tospace.runtime.memory.Memory;

/**
 * Checks a heap while mutators are stopped and no collection is under way, and shows what is live.
 *
 * <p>First to-space is walked from object to object: every page scanned, every header sound, no object beyond its area. Then what the
 * roots reach is walked: every reference must name the start of such an object. No recursion, whatever the shape of the graph.
 */
final class Verifier implements RootSource {
    private final HeapMemory memory;
    private final NewArea newArea;
    private final Rendezvous rendezvous;
    private final Roots roots;
    private final WeakProcessing weak;
    private final Labels labels;

    Verifier(HeapMemory memory, NewArea newArea, Rendezvous rendezvous, Roots roots, WeakProcessing weak, Labels labels) {
        this.memory = memory;
        this.newArea = newArea;
        this.rendezvous = rendezvous;
        this.roots = roots;
        this.weak = weak;
        this.labels = labels;
    }

    VerificationResult verify() {
        return inspect((live, _) -> live.summary());
    }

    /**
     * Checks everything, and shows what is live to {@code inspection}.
     *
     * @throws org.tospace.gc.HeapVerificationException when something is wrong; nothing is shown then
     */
    <T, E extends Exception> T inspect(Inspection<T, E> inspection) throws E {
        Space space = newArea.space();
        StoppedHeap heap = new StoppedHeap(space.copyBase(), space.copyBase() + newArea.copiedBytes(), space.newBase(), newArea.top(),
                space.largeBase(), space.largeBase() + newArea.large().extent(), space.slottedBase(), space.largeBase() + newArea.large().slottedExtent(), memory.base(), memory.base() + memory.bytes(), space.base(), space.end(), memory.delta(), memory.options().encoding());
        try (ObjectBits starts = new ObjectBits(heap.words()); LiveObjects live = new LiveObjects(heap, starts)) {
            BrokenHeap broken = new BrokenHeap(heap, starts, this, labels);
            findObjects(heap, starts, broken);
            if (!live.find(this)) {
                throw broken.reference();
            }
            return inspection.inspect(live, this);
        }
    }

    @Override
    public void show(RootSink sink) {
        roots.walk(sink::slots, rendezvous.participants());
    }

    @Override
    public void showWeak(WordCheck sink) {
        weak.check(sink);
    }

    private void findObjects(StoppedHeap heap, ObjectBits starts, BrokenHeap broken) {
        long pageBytes = memory.options().pageBytes();
        long page = heap.copyBase();
        while (page < heap.copyTop()) {
            long record = PageRecord.of(memory.control(), page);
            if (PageRecord.state(record) != PageRecord.SCANNED) {
                throw broken.object(page, "page is not scanned after a collection, its state is " + PageRecord.state(record));
            }
            long first = Memory.getLong(record + PageRecord.FIRST);
            if (first != 0 && first != page) {
                throw broken.object(page, "page claims to belong to the large object at " + hex(first));
            }
            long end = page + pageBytes;
            if (first != 0) {
                end = page + ((ObjectHeader.sizeBytes(heap.word(page)) + pageBytes - 1) & -pageBytes);
                if (end > heap.copyTop()) {
                    throw broken.object(page, "large object ends beyond the copies");
                }
            }
            findObjects(heap, starts, broken, page, end);
            page = end;
        }
        findObjects(heap, starts, broken, heap.newBase(), heap.newTop());
        newArea.large().forEach(offset -> findLarge(heap, starts, broken, offset));
        String mistake = newArea.large().mistake();
        if (mistake != null) {
            throw new HeapVerificationException(mistake);
        }
    }

    /** A large object must be what its record says, and marked: what the last collection has not marked it has freed. */
    private void findLarge(StoppedHeap heap, ObjectBits starts, BrokenHeap broken, long offset) {
        long record = LargeObjects.record(memory.control(), offset);
        long object = heap.largeBase() + offset;
        long word = heap.word(object);
        long run = Memory.getLong(record + LargeObjects.RUN);
        boolean withSlots = object >= heap.slottedBase();
        if ((word & ObjectHeader.STATE_MASK) != ObjectHeader.NORMAL || ObjectHeader.isFiller(word) || (ObjectHeader.slots(word) != 0) != withSlots
                || ObjectHeader.sizeBytes(word) > run) {
            throw broken.object(object, "header is not that of a large object " + (withSlots ? "with" : "without") + " slots in " + run + " bytes: " + hex(word));
        }
        long collection = Memory.getLong(memory.control() + ControlBlock.COLLECTION);
        if (Memory.getLong(record + LargeObjects.MARK) < LargeObjects.mark(collection, LargeObjects.REVIVED)) {
            throw broken.object(object, "large object is still there, though collection " + collection + " has not marked it");
        }
        if (withSlots) {
            checkPages(broken, object, run, Memory.getLong(record + LargeObjects.BIRTH) < collection);
        }
        starts.set(heap.index(object));
    }

    /** All pages of a large object must be scanned, unless it is being made; in the other window they must wait for the next flip: (window-closed). */
    private void checkPages(BrokenHeap broken, long object, long run, boolean old) {
        long other = memory.other(newArea.space()).base() - newArea.space().base();
        for (long page = object; page < object + run; page += memory.options().pageBytes()) {
            int state = PageRecord.state(PageRecord.of(memory.control(), page));
            if (old && state != PageRecord.SCANNED) {
                throw broken.object(object, "page of a large object at " + hex(page) + " is not scanned after a collection, its state is " + state);
            }
            state = PageRecord.state(PageRecord.of(memory.control(), page + other));
            if (state != PageRecord.FREE) {
                throw broken.object(object, "page of a large object at " + hex(page) + " is not free for the next collection, its state is " + state);
            }
        }
    }

    private static void findObjects(StoppedHeap heap, ObjectBits starts, BrokenHeap broken, long start, long end) {
        long object = start;
        while (object < end) {
            long word = heap.word(object);
            if ((word & ObjectHeader.STATE_MASK) != ObjectHeader.NORMAL) {
                throw broken.object(object, "header is not that of an object: " + hex(word));
            }
            long size = ObjectHeader.sizeBytes(word);
            if (size <= 0 || size > end - object) {
                throw broken.object(object, "object of " + size + " bytes crosses its area's end at " + hex(end));
            }
            if (!ObjectHeader.isFiller(word)) {
                starts.set(heap.index(object));
            }
            object += size;
        }
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
