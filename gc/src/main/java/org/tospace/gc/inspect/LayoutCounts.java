package org.tospace.gc.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tospace.gc.HeapHistogram;
import org.tospace.gc.HeapHistogram.LayoutRow;
import org.tospace.gc.HeapHistogram.TagRow;
import org.tospace.gc.scan.ObjectHeader;

/**
 * Counts objects by layout: an open hash table from what a header says of tag, slots and raw bytes to how many objects and bytes there are. Makes
 * no Java object for an object counted.
 */
public final class LayoutCounts {
    private static final int FIRST_CAPACITY = 64;

    /** Headers as {@link ObjectHeader#of} makes them, which are never 0. */
    private long[] headers = new long[FIRST_CAPACITY];
    private long[] objects = new long[FIRST_CAPACITY];
    private long[] bytes = new long[FIRST_CAPACITY];
    private int used;

    /** The counts of what is live. */
    public static LayoutCounts of(LiveObjects live) {
        LayoutCounts counts = new LayoutCounts();
        live.forEach(object -> counts.add(live.heap().word(object)));
        return counts;
    }

    /** Counts an object by its header. */
    void add(long word) {
        long header = ObjectHeader.of(ObjectHeader.tag(word), ObjectHeader.slots(word), ObjectHeader.rawBytes(word));
        int place = place(header);
        if (headers[place] == 0) {
            if (used * 2 >= headers.length) {
                grow();
                place = place(header);
            }
            headers[place] = header;
            used++;
        }
        objects[place]++;
        bytes[place] += ObjectHeader.sizeBytes(word);
    }

    private int place(long header) {
        int mask = headers.length - 1;
        int place = (int) (header * 0x9E37_79B9_7F4A_7C15L >>> 32) & mask;
        while (headers[place] != 0 && headers[place] != header) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHeaders = headers;
        long[] oldObjects = objects;
        long[] oldBytes = bytes;
        headers = new long[oldHeaders.length * 2];
        objects = new long[headers.length];
        bytes = new long[headers.length];
        for (int i = 0; i < oldHeaders.length; i++) {
            if (oldHeaders[i] != 0) {
                int place = place(oldHeaders[i]);
                headers[place] = oldHeaders[i];
                objects[place] = oldObjects[i];
                bytes[place] = oldBytes[i];
            }
        }
    }

    /** One header for each layout counted, in ascending order. */
    public long[] layouts() {
        return Arrays.stream(headers).filter(header -> header != 0).sorted().toArray();
    }

    /** The counts with the embedder's names. */
    public HeapHistogram histogram(Labels labels) {
        List<LayoutRow> layouts = new ArrayList<>();
        Map<Integer, TagRow> tags = new TreeMap<>();
        for (int i = 0; i < headers.length; i++) {
            if (headers[i] != 0) {
                int tag = ObjectHeader.tag(headers[i]);
                String name = tags.containsKey(tag) ? tags.get(tag).name() : labels.kind(tag);
                long slots = ObjectHeader.slots(headers[i]);
                long raw = ObjectHeader.rawBytes(headers[i]);
                layouts.add(new LayoutRow(tag, name, slots, raw, objects[i], bytes[i]));
                tags.merge(tag, new TagRow(tag, name, slots * objects[i], raw * objects[i], objects[i], bytes[i]),
                        (a, b) -> new TagRow(tag, name, a.slots() + b.slots(), a.rawBytes() + b.rawBytes(), a.objects() + b.objects(),
                                a.bytes() + b.bytes()));
            }
        }
        layouts.sort(Comparator.comparingLong(LayoutRow::bytes).reversed().thenComparingInt(LayoutRow::tag)
                .thenComparingLong(LayoutRow::slots).thenComparingLong(LayoutRow::rawBytes));
        List<TagRow> byTag = new ArrayList<>(tags.values());
        byTag.sort(Comparator.comparingLong(TagRow::bytes).reversed().thenComparingInt(TagRow::tag));
        return new HeapHistogram(byTag, layouts, Arrays.stream(objects).sum(), Arrays.stream(bytes).sum());
    }
}
