package org.tospace.gc.inspect;

import org.tospace.gc.HeapVerificationException;
import org.tospace.gc.scan.ObjectHeader;

/**
 * Puts into words what is wrong with a stopped heap: where it was found, what is there, and a shortest path to it from a root.
 */
public final class BrokenHeap {
    private final StoppedHeap heap;
    private final ObjectBits starts;
    private final RootSource roots;
    private final Labels labels;

    /** For one heap. */
    public BrokenHeap(StoppedHeap heap, ObjectBits starts, RootSource roots, Labels labels) {
        this.heap = heap;
        this.starts = starts;
        this.roots = roots;
        this.labels = labels;
    }

    /** The exception for a reference that names no object; the one is told of that is nearest to a root. */
    public HeapVerificationException reference() {
        try (PathSearch search = new PathSearch(heap, this::isObject)) {
            if (!search.find(roots)) {
                throw new IllegalStateException("a reference was broken, and is no more: the heap changes while it is inspected");
            }
            return new HeapVerificationException(new PathText(heap, labels).sentence(search, place(search.target())));
        }
    }

    /**
     * The exception for an object that cannot be one, found by walking from object to object. What comes after it is not known, so
     * the search for a path takes every word for an object that looks like a header.
     *
     * @param object where it starts
     * @param mistake what is wrong
     */
    public HeapVerificationException object(long object, String mistake) {
        String sentence = "at " + hex(object) + ": " + mistake;
        try (PathSearch search = new PathSearch(heap, address -> address != object && (isObject(address) || isPlausible(address)))) {
            if (!search.find(roots)) {
                return new HeapVerificationException(sentence + "; no path leads there from a root");
            }
            String target = search.target() == object ? "the object at fault" : place(search.target());
            return new HeapVerificationException(sentence + ". " + new PathText(heap, labels).capitalSentence(search, target));
        }
    }

    private boolean isObject(long address) {
        return heap.isInUse(address) && starts.isSet(heap.index(address));
    }

    private boolean isPlausible(long address) {
        if (!heap.isInUse(address)) {
            return false;
        }
        long word = heap.word(address);
        return (word & ObjectHeader.STATE_MASK) == ObjectHeader.NORMAL && !ObjectHeader.isFiller(word)
                && ObjectHeader.sizeBytes(word) <= heap.areaEnd(address) - address;
    }

    /** What an address names that is not the start of an object, as a part of a sentence. */
    private String place(long address) {
        if (address < heap.base() || address >= heap.end()) {
            return "outside the heap";
        }
        if (address < heap.toBase() || address >= heap.toEnd()) {
            return "in from-space, where no live object is";
        }
        if (!heap.isInUse(address)) {
            return "in a part of to-space that is not in use (copies in use are " + hex(heap.copyBase()) + " to " + hex(heap.copyTop())
                    + ", new objects " + hex(heap.newBase()) + " to " + hex(heap.newTop()) + ")";
        }
        long index = starts.previous(heap.index(address));
        if (index != ObjectBits.NONE) {
            long object = heap.address(index);
            long word = heap.word(object);
            if (address < object + ObjectHeader.sizeBytes(word) && object + ObjectHeader.sizeBytes(word) <= heap.areaEnd(object)) {
                return "not the start of an object: " + (address - object) + " bytes into " + labels.kind(ObjectHeader.tag(word)) + " at "
                        + hex(object);
            }
        }
        return "not the start of an object: in room that no object takes";
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
