package org.tospace.gc.testing;

import java.util.ArrayList;
import java.util.List;
import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.ReferenceEncoding;

/**
 * A heap and how many mutators use it.
 *
 * @param options the heap's
 * @param mutators how many threads
 */
public record Configuration(HeapOptions options, int mutators) {
    private static final long LARGEST = 64 << 10;
    private static final long[] PAGES = {4 << 10, 16 << 10, LARGEST};
    private static final int[] MUTATORS = {1, 4};
    private static final boolean[] BACKGROUND = {true, false};

    /**
     * Heaps of {@code heapBytes}, twice that with the largest pages: every barrier, with and without background thread, one mutator and four,
     * three page sizes, both encodings.
     */
    public static List<Configuration> all(long heapBytes) {
        List<Configuration> all = new ArrayList<>();
        for (Barrier barrier : Barrier.values()) {
            for (boolean background : BACKGROUND) {
                for (int mutators : MUTATORS) {
                    for (long page : PAGES) {
                        for (ReferenceEncoding encoding : ReferenceEncoding.values()) {
                            HeapOptions.Builder options = HeapOptions.builder().heapBytes(page == LARGEST ? 2 * heapBytes : heapBytes)
                                    .pageBytes(page).barrier(barrier).background(background).encoding(encoding).rootSlots(1 << 14);
                            // Whatever is large enough stays where it is; but for one mutator without a background thread, where everything is copied.
                            options.largeBytes(background || mutators > 1 ? page : 0);
                            all.add(new Configuration(options.build(), mutators));
                        }
                    }
                }
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return mutators + " x " + options;
    }
}
