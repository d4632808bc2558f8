package org.tospace.gc.inspect;

import java.util.function.LongPredicate;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.weak.WeakProcessing.WordCheck;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * Searches a stopped heap for the reference nearest to a root that names no object: breadth first, so no path to one is shorter.
 *
 * <p>The queue of the search is also the table of who reached whom, so memory is 16 bytes for each object reached and a bit for each word:
 *
 * <pre>
 *  entry  0   the object's address
 *         8   the number of the entry whose object reached it; of a root slot or weak word, -1 - its number in the order in which they are shown
 * </pre>
 */
final class PathSearch implements AutoCloseable {
    private static final long ENTRY_BYTES = 16;

    private final StoppedHeap heap;
    private final LongPredicate isObject;
    private final ObjectBits reached;
    private final NativeBlock queue;
    private RootSource roots;
    private long entries;
    private long followed;
    private long rootSlots;
    private boolean found;
    private long value;
    private long holder;
    private long slot;

    /** A search for a reference to an address that is no object by {@code isObject}. */
    PathSearch(StoppedHeap heap, LongPredicate isObject) {
        this.heap = heap;
        this.isObject = isObject;
        this.reached = new ObjectBits(heap.words());
        this.queue = NativeBlock.reserve((heap.words() + 1) * ENTRY_BYTES);
    }

    /** Searches; false when there is none. */
    boolean find(RootSource source) {
        roots = source;
        source.show((_, address, count, _) -> {
            for (long i = 0; i < count && !found; i++) {
                look(Memory.getLong(address + i * Long.BYTES), -1 - rootSlots, 0, true);
                rootSlots++;
            }
        });
        if (!found) {
            source.showWeak(new WeakWords(false));
        }
        long done;
        do {
            follow();
            done = entries;
            if (!found) {
                source.showWeak(new WeakWords(true));
            }
        } while (!found && entries != done);
        return found;
    }

    private void follow() {
        for (; followed < entries && !found; followed++) {
            long object = object(followed);
            long slots = ObjectHeader.slots(heap.word(object));
            for (long i = 0; i < slots && !found; i++) {
                look(heap.slot(object, i), followed, i, true);
            }
        }
    }

    /** Weak words, all of which must name objects; ephemerons reach what they name, but only once their holder and key are reached. */
    private final class WeakWords implements WordCheck {
        private final boolean ephemerons;
        private long number = rootSlots;

        WeakWords(boolean ephemerons) {
            this.ephemerons = ephemerons;
        }

        @Override
        public void word(String name, long index, long word, boolean strong) {
            if (!found) {
                look(word, -1 - number, 0, strong && !ephemerons);
                number++;
            }
        }

        @Override
        public void ephemeron(String name, long index, long owner, long key, long word) {
            if (!found) {
                look(word, -1 - number, 0, ephemerons && isLive(owner) && isLive(key));
                number++;
            }
        }
    }

    private boolean isLive(long word) {
        long object = heap.encoding().address(word);
        return !heap.encoding().isReference(word) || heap.isInUse(object) && reached.isSet(heap.index(object));
    }

    private void look(long word, long from, long index, boolean strong) {
        if (!heap.encoding().isReference(word)) {
            return;
        }
        long object = heap.encoding().address(word);
        if (!isObject.test(object)) {
            found = true;
            value = word;
            holder = from;
            slot = index;
        } else if (strong && !reached.isSet(heap.index(object))) {
            reached.set(heap.index(object));
            Memory.putLong(queue.address() + entries * ENTRY_BYTES, object);
            Memory.putLong(queue.address() + entries * ENTRY_BYTES + Long.BYTES, from);
            entries++;
        }
    }

    /** What was found. */
    long value() {
        return value;
    }

    /** What it names. */
    long target() {
        return heap.encoding().address(value);
    }

    /** The entry of the object that holds it, or the root that does. */
    long holder() {
        return holder;
    }

    /** Which slot of the holder it is. */
    long slot() {
        return slot;
    }

    static boolean isRoot(long entry) {
        return entry < 0;
    }

    long object(long entry) {
        return Memory.getLong(queue.address() + entry * ENTRY_BYTES);
    }

    long parent(long entry) {
        return Memory.getLong(queue.address() + entry * ENTRY_BYTES + Long.BYTES);
    }

    /** The name of a root slot: the roots are shown again up to it. */
    String rootName(long entry) {
        long number = -1 - entry;
        long[] seen = {0};
        String[] name = {"a root"};
        roots.show((label, _, count, first) -> {
            if (number >= seen[0] && number < seen[0] + count) {
                name[0] = label + " " + (first + number - seen[0]);
            }
            seen[0] += count;
        });
        roots.showWeak(new WordCheck() {
            @Override
            public void word(String label, long index, long word, boolean strong) {
                if (number == seen[0]) {
                    name[0] = label + " " + index;
                }
                seen[0]++;
            }

            @Override
            public void ephemeron(String label, long index, long owner, long key, long word) {
                word(label, index, word, false);
            }
        });
        return name[0];
    }

    @Override
    public void close() {
        reached.close();
        queue.close();
    }
}
