package org.tospace.workloads.run;

import org.tospace.gc.Heap;

/** Looks at a heap at the end of a run, while its mutators still hold what they have made. */
@FunctionalInterface
public interface HeapInspector {
    /** Looks; called once, by one of the mutators. What the heap throws ends the run as a failure. */
    void inspect(Heap heap);
}
