package org.tospace.gc.collector;

import java.util.Arrays;
import org.tospace.gc.HeapVerificationException;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.VerificationResult;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.scan.PageRecord;
import org.tospace.gc.weak.WeakProcessing;
import org.tospace.runtime.memory.Memory;

/**
 * Checks a heap while mutators are stopped and no collection is under way.
 *
 * <p>First to-space is walked from object to object: every page scanned, every header sound, no object beyond its area. Then what the
 * roots reach is walked: every reference must name the start of such an object. No recursion, whatever the shape of the graph.
 */
final class Verifier {
    private final HeapMemory memory;
    private final NewArea newArea;
    private final Rendezvous rendezvous;
    private final Roots roots;
    private final WeakProcessing weak;

    Verifier(HeapMemory memory, NewArea newArea, Rendezvous rendezvous, Roots roots, WeakProcessing weak) {
        this.memory = memory;
        this.newArea = newArea;
        this.rendezvous = rendezvous;
        this.roots = roots;
        this.weak = weak;
    }

    VerificationResult verify() {
        Space space = newArea.space();
        long copyTop = space.copyBase() + newArea.copiedBytes();
        Walk walk = new Walk(memory, space, copyTop, newArea.top());
        walk.findObjects();
        roots.walk(walk::checkRoots, rendezvous.participants());
        weak.check(walk::checkWeak);
        walk.checkReachable();
        return new VerificationResult(walk.roots, walk.objects, walk.bytes, walk.references);
    }

    /** One check. Words of both areas have a bit each that says whether an object starts there, and another whether it was reached. */
    private static final class Walk {
        private final Space space;
        private final long copyTop;
        private final long newTop;
        private final long control;
        private final long delta;
        private final long pageBytes;
        private final ReferenceEncoding encoding;
        private final long copyWords;
        private final long[] starts;
        private final long[] reached;
        private long[] stack = new long[1024];
        private int depth;
        private long roots;
        private long objects;
        private long bytes;
        private long references;

        Walk(HeapMemory memory, Space space, long copyTop, long newTop) {
            this.space = space;
            this.copyTop = copyTop;
            this.newTop = newTop;
            this.control = memory.control();
            this.delta = memory.delta();
            this.pageBytes = memory.options().pageBytes();
            this.encoding = memory.options().encoding();
            this.copyWords = (copyTop - space.copyBase()) / ObjectHeader.WORD_BYTES;
            long words = copyWords + (newTop - space.newBase()) / ObjectHeader.WORD_BYTES;
            this.starts = new long[Math.toIntExact((words + 63) / 64)];
            this.reached = new long[starts.length];
        }

        void findObjects() {
            long page = space.copyBase();
            while (page < copyTop) {
                long record = PageRecord.of(control, page);
                check(PageRecord.state(record) == PageRecord.SCANNED, page, "page is not scanned after a collection, its state is "
                        + PageRecord.state(record));
                long first = Memory.getLong(record + PageRecord.FIRST);
                check(first == 0 || first == page, page, "page claims to belong to the large object at " + hex(first));
                long end = page + pageBytes;
                if (first != 0) {
                    long size = ObjectHeader.sizeBytes(header(page));
                    end = page + ((size + pageBytes - 1) & -pageBytes);
                    check(end <= copyTop, page, "large object ends beyond the copies");
                }
                findObjects(page, end);
                page = end;
            }
            findObjects(space.newBase(), newTop);
        }

        private void findObjects(long start, long end) {
            long object = start;
            while (object < end) {
                long word = header(object);
                check((word & ObjectHeader.STATE_MASK) == ObjectHeader.NORMAL, object, "header is not that of an object: " + hex(word));
                long size = ObjectHeader.sizeBytes(word);
                check(size > 0 && size <= end - object, object, "object of " + size + " bytes crosses its area's end at " + hex(end));
                if (!ObjectHeader.isFiller(word)) {
                    set(starts, index(object));
                }
                object += size;
            }
        }

        void checkRoots(String name, long address, long count, long first) {
            for (long i = 0; i < count; i++) {
                long value = Memory.getLong(address + i * Long.BYTES);
                if (encoding.isReference(value)) {
                    roots++;
                    reach(value, address + i * Long.BYTES, name + " " + (first + i), -1);
                }
            }
        }

        /** A weak word names the start of an object, which need not be reachable. */
        void checkWeak(String name, long value, boolean strong) {
            if (encoding.isReference(value)) {
                if (strong) {
                    roots++;
                    reach(value, 0, name, -1);
                } else {
                    object(value, 0, name, -1);
                }
            }
        }

        void checkReachable() {
            while (depth > 0) {
                long object = stack[--depth];
                long word = header(object);
                objects++;
                bytes += ObjectHeader.sizeBytes(word);
                long slots = ObjectHeader.slots(word);
                for (long i = 0; i < slots; i++) {
                    long slot = object + ObjectHeader.WORD_BYTES + i * ObjectHeader.WORD_BYTES;
                    long value = Memory.getLong(slot + delta);
                    if (encoding.isReference(value)) {
                        references++;
                        reach(value, slot, "object", i);
                    }
                }
            }
        }

        private void reach(long value, long slot, String holder, long index) {
            long object = object(value, slot, holder, index);
            if (!isSet(reached, index(object))) {
                set(reached, index(object));
                if (depth == stack.length) {
                    stack = Arrays.copyOf(stack, depth * 2);
                }
                stack[depth++] = object;
            }
        }

        /** The object that a reference names; it must be the start of one. */
        private long object(long value, long slot, String holder, long index) {
            long object = encoding.address(value);
            boolean inside = object >= space.copyBase() && object < copyTop || object >= space.newBase() && object < newTop;
            if (!inside || !isSet(starts, index(object))) {
                String where = index < 0 ? holder : holder + " " + hex(slot - ObjectHeader.WORD_BYTES * (index + 1)) + ", slot " + index;
                throw new HeapVerificationException(where + " holds " + hex(value) + ", which "
                        + (inside ? "is not the start of an object" : "does not lie in to-space (copies " + hex(space.copyBase()) + " to "
                        + hex(copyTop) + ", new objects " + hex(space.newBase()) + " to " + hex(newTop) + ")"));
            }
            return object;
        }

        private long header(long object) {
            return Memory.getLong(object + delta);
        }

        private long index(long object) {
            return object < space.newBase() ? (object - space.copyBase()) / ObjectHeader.WORD_BYTES
                    : copyWords + (object - space.newBase()) / ObjectHeader.WORD_BYTES;
        }

        private static void set(long[] bits, long index) {
            bits[(int) (index >>> 6)] |= 1L << index;
        }

        private static boolean isSet(long[] bits, long index) {
            return (bits[(int) (index >>> 6)] & 1L << index) != 0;
        }

        private static void check(boolean holds, long address, String otherwise) {
            if (!holds) {
                throw new HeapVerificationException("at " + hex(address) + ": " + otherwise);
            }
        }

        private static String hex(long value) {
            return "0x" + Long.toHexString(value);
        }
    }
}
