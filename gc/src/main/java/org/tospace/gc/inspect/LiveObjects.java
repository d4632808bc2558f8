package org.tospace.gc.inspect;

import org.tospace.gc.VerificationResult;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.weak.WeakProcessing.WordCheck;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * The objects of a stopped heap that its roots reach, found by following every reference, last met first followed. A bit for each word says whether
 * such an object starts there. What an ephemeron names is reached when its holder and key are; the ephemerons are asked again as long as one
 * of them adds something.
 *
 * <p>Memory: a bit for each word of the heap in use, and 8 bytes for each object that has been met and not yet looked into.
 */
public final class LiveObjects implements AutoCloseable {
    private final StoppedHeap heap;
    private final ObjectBits starts;
    private final ObjectBits reached;
    private final NativeBlock pending;
    private long depth;
    private boolean broken;
    private long roots;
    private long objects;
    private long bytes;
    private long references;

    /** Something that is done with each object. */
    @FunctionalInterface
    public interface ObjectUse<E extends Exception> {
        /** Does it. */
        void use(long object) throws E;
    }

    /** None yet. */
    public LiveObjects(StoppedHeap heap, ObjectBits starts) {
        this.heap = heap;
        this.starts = starts;
        this.reached = new ObjectBits(heap.words());
        this.pending = NativeBlock.reserve((heap.words() + 1) * Long.BYTES);
    }

    /**
     * Finds them.
     *
     * @return false when a reference names no object: not all are found then
     */
    public boolean find(RootSource source) {
        source.show((_, address, count, _) -> {
            for (long i = 0; i < count; i++) {
                long value = Memory.getLong(address + i * Long.BYTES);
                if (heap.encoding().isReference(value)) {
                    roots++;
                    reach(value);
                }
            }
        });
        source.showWeak(new WordCheck() {
            @Override
            public void word(String name, long index, long value, boolean strong) {
                if (heap.encoding().isReference(value)) {
                    if (strong) {
                        roots++;
                        reach(value);
                    } else {
                        broken |= !isObject(value);
                    }
                }
            }

            @Override
            public void ephemeron(String name, long index, long holder, long key, long value) {
                word(name, index, value, false);
            }
        });
        do {
            follow();
        } while (!broken && addEphemerons(source));
        return !broken;
    }

    private void follow() {
        while (depth > 0 && !broken) {
            depth--;
            look(Memory.getLong(pending.address() + depth * Long.BYTES));
        }
    }

    private boolean addEphemerons(RootSource source) {
        source.showWeak(new LiveEphemerons(this) {
            @Override
            protected void value(String name, long index, long value) {
                reach(value);
            }
        });
        return depth > 0;
    }

    private boolean isObject(long value) {
        long object = heap.encoding().address(value);
        return heap.isInUse(object) && starts.isSet(heap.index(object));
    }

    /** Whether a value is no reference or one to an object that was reached. */
    boolean isLive(long value) {
        long object = heap.encoding().address(value);
        return !heap.encoding().isReference(value) || heap.isInUse(object) && reached.isSet(heap.index(object));
    }

    private void look(long object) {
        long word = heap.word(object);
        objects++;
        bytes += ObjectHeader.sizeBytes(word);
        long slots = ObjectHeader.slots(word);
        for (long i = 0; i < slots; i++) {
            long value = heap.slot(object, i);
            if (heap.encoding().isReference(value)) {
                references++;
                reach(value);
            }
        }
    }

    private void reach(long value) {
        if (!isObject(value)) {
            broken = true;
            return;
        }
        long object = heap.encoding().address(value);
        long index = heap.index(object);
        if (!reached.isSet(index)) {
            reached.set(index);
            Memory.putLong(pending.address() + depth * Long.BYTES, object);
            depth++;
        }
    }

    /** The heap. */
    public StoppedHeap heap() {
        return heap;
    }

    /** How many there are. */
    public VerificationResult summary() {
        return new VerificationResult(roots, objects, bytes, references);
    }

    /** Shows the address of each object, in ascending order within each area. */
    public <E extends Exception> void forEach(ObjectUse<E> use) throws E {
        for (long i = reached.next(0); i != ObjectBits.NONE; i = reached.next(i + 1)) {
            use.use(heap.address(i));
        }
    }

    @Override
    public void close() {
        reached.close();
        pending.close();
    }
}
