package org.tospace.gc;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How many objects of each kind were live: exactly those that roots reached when {@link Heap#histogram} was called, whatever garbage there was
 * besides. Immutable; any thread, also after the heap is closed.
 *
 * <p>Example:
 * {@snippet :
 * System.out.print(heap.histogram());
 * //  num     #instances         #bytes  tag name
 * // -------------------------------------------
 * //    1:         20000         480000  pair
 * //    2:           117           5616  string
 * // Total         20117         485616
 *
 * HeapHistogram.TagRow most = heap.histogram().tags().getFirst();
 * for (HeapHistogram.LayoutRow row : heap.histogram().layouts()) {
 *     System.out.println(row.name() + " of " + row.slots() + " slots: " + row.objects());
 * }
 * }
 *
 * @param tags a row for each tag, most bytes first
 * @param layouts a row for each tag, number of slots and number of raw bytes, most bytes first
 * @param objects of all rows
 * @param bytes of all rows
 */
public record HeapHistogram(List<TagRow> tags, List<LayoutRow> layouts, long objects, long bytes) {
    /**
     * The live objects of one tag.
     *
     * @param name what the embedder calls them; without a name {@code "tag 7"}
     * @param slots slots in all of them together
     * @param rawBytes raw bytes in all of them together
     * @param bytes what they take in the heap: headers, slots, raw bytes and padding
     */
    public record TagRow(int tag, String name, long slots, long rawBytes, long objects, long bytes) {
    }

    /**
     * The live objects of one layout.
     *
     * @param slots slots in each of them
     * @param rawBytes raw bytes in each of them
     * @param bytes what they take in the heap together
     */
    public record LayoutRow(int tag, String name, long slots, long rawBytes, long objects, long bytes) {
    }

    /** For {@link Heap#histogram}. */
    public HeapHistogram {
        tags = List.copyOf(tags);
        layouts = List.copyOf(layouts);
    }

    /** The rows by tag as a table, in the form of {@code jcmd <pid> GC.class_histogram}. */
    @Override
    public String toString() {
        return table("tag name", tags, TagRow::objects, TagRow::bytes, TagRow::name);
    }

    /** The rows by layout as a table in the same form. */
    public String toLayoutString() {
        return table("tag name (slots, raw bytes)", layouts, LayoutRow::objects, LayoutRow::bytes,
                row -> row.name() + " (" + row.slots() + ", " + row.rawBytes() + ")");
    }

    private <R> String table(String title, List<R> rows, Function<R, Long> count, Function<R, Long> size, Function<R, String> name) {
        StringBuilder text = new StringBuilder(" num     #instances         #bytes  ").append(title).append('\n');
        text.append("-".repeat(text.length() - 1)).append('\n');
        int number = 0;
        for (R row : rows) {
            number++;
            text.append(String.format(Locale.ROOT, "%4d: %13d %14d  %s\n", number, count.apply(row), size.apply(row), name.apply(row)));
        }
        return text.append(String.format(Locale.ROOT, "Total %13d %14d\n", objects, bytes)).toString();
    }
}
