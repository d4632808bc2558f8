package org.tospace.workloads.run;

import java.util.List;
import org.tospace.gc.Heap;

/** Looks on while a heap is in use: writes a log of it, say. */
@FunctionalInterface
public interface HeapObserver {
    /** Nobody looks on. */
    HeapObserver NONE = _ -> () -> { };

    /** A heap that is being looked at. */
    @FunctionalInterface
    interface Observation extends AutoCloseable {
        /** What happens from now on is measured; called once, before the first iteration that counts. */
        default void measuringBegins() {
        }

        @Override
        void close();
    }

    /**
     * Begins when a heap has been opened.
     *
     * @return ends it, before the heap is closed
     */
    Observation observe(Heap heap);

    /** All of them look on; they begin in their order. */
    static HeapObserver all(List<HeapObserver> observers) {
        return heap -> {
            List<Observation> observations = observers.stream().map(each -> each.observe(heap)).toList();
            return new Observation() {
                @Override
                public void measuringBegins() {
                    observations.forEach(Observation::measuringBegins);
                }

                @Override
                public void close() {
                    observations.forEach(Observation::close);
                }
            };
        };
    }
}
