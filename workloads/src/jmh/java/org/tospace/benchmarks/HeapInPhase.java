package org.tospace.benchmarks;

import org.tospace.gc.Barrier;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;

/**
 * A heap of 64 MiB that is held with no collection running, or in the middle of one.
 *
 * <p>The second is had by doing without a background thread: once a collection has begun and nothing is allocated any more, nobody
 * scans but who meets a page.
 */
final class HeapInPhase implements AutoCloseable {
    private static final ObjectLayout GARBAGE = ObjectLayout.of(1, 2, 8);

    final Heap heap;
    final Mutator mutator;

    HeapInPhase(Barrier barrier, String page) {
        heap = Heap.open("heap=64m,background=off,large=0,barrier=" + barrier.key() + ",page=" + page);
        mutator = heap.attach();
    }

    /** Allocates until the next collection has begun; what is rooted is then unscanned. */
    void beginCollection() {
        long before = heap.statistics().collections();
        while (heap.statistics().collections() == before) {
            for (int i = 0; i < 256; i++) {
                mutator.allocate(GARBAGE);
            }
        }
    }

    @Override
    public void close() {
        mutator.close();
        heap.close();
    }
}
