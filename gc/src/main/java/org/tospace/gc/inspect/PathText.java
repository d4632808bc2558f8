package org.tospace.gc.inspect;

import java.util.Locale;
import org.tospace.gc.scan.ObjectHeader;

/** Puts a path into words, a line for each object, the middle left out when there are many. */
final class PathText {
    /** How many objects are told at each end of a path. */
    private static final long ENDS = 8;

    private final StoppedHeap heap;
    private final Labels labels;

    PathText(StoppedHeap heap, Labels labels) {
        this.heap = heap;
        this.labels = labels;
    }

    /**
     * Who holds what was found, what that is, and the way there.
     *
     * @param place what is at its end, as a part of a sentence
     */
    String sentence(PathSearch search, String place) {
        if (PathSearch.isRoot(search.holder())) {
            return search.rootName(search.holder()) + " holds " + held(search, place);
        }
        long object = search.object(search.holder());
        return slot(object, search.slot()) + " of " + kind(object) + " holds " + held(search, place) + ". The path from a root:" + path(search);
    }

    /** The same at the beginning of a sentence. */
    String capitalSentence(PathSearch search, String place) {
        String text = sentence(search, place);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String held(PathSearch search, String place) {
        return BrokenHeap.hex(search.value()) + ", which is " + place;
    }

    private String path(PathSearch search) {
        long length = 0;
        long root = search.holder();
        for (; !PathSearch.isRoot(root); root = search.parent(root)) {
            length++;
        }
        StringBuilder text = new StringBuilder();
        String slot = slot(search.object(search.holder()), search.slot());
        long place = length;
        long child = 0;
        // From the end to the root: that is how the table is linked.
        for (long entry = search.holder(); !PathSearch.isRoot(entry); entry = search.parent(entry)) {
            long object = search.object(entry);
            if (place <= ENDS || place > length - ENDS) {
                text.insert(0, "\n  -> " + kind(object) + ", " + (place == length ? slot : slotTo(object, child)));
            } else if (place == length - ENDS) {
                text.insert(0, String.format(Locale.ROOT, "\n  ... %,d more objects ...", length - 2 * ENDS));
            }
            child = object;
            place--;
        }
        return "\n  " + search.rootName(root) + text + "\n  -> " + BrokenHeap.hex(search.value());
    }

    /** The first slot that names the object that comes next. */
    private String slotTo(long object, long next) {
        long slots = ObjectHeader.slots(heap.word(object));
        for (long i = 0; i < slots; i++) {
            long value = heap.slot(object, i);
            if (heap.encoding().isReference(value) && heap.encoding().address(value) == next) {
                return slot(object, i);
            }
        }
        throw new IllegalStateException("an object that was reached from another is not named by it: the heap changes while it is inspected");
    }

    private String slot(long object, long index) {
        String name = labels.slot(ObjectHeader.tag(heap.word(object)), index);
        return "slot " + index + (name == null ? "" : " (" + name + ")");
    }

    private String kind(long object) {
        return labels.kind(ObjectHeader.tag(heap.word(object))) + " at " + BrokenHeap.hex(object);
    }
}
