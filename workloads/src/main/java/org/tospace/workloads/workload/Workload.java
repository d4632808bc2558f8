package org.tospace.workloads.workload;

import java.util.Set;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.TagNames;

/** A program to be run on an object space. Stateless: several runs at a time are possible. */
public interface Workload {
    /** The name on the command line. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** What {@code --size} means to it. */
    SizeRange size(Preset preset);

    /** The heap, both halves, when none is asked for: enough for these parameters. */
    default long defaultHeapBytes(WorkloadParameters parameters) {
        return HeapOptions.DEFAULT_HEAP_BYTES;
    }

    /** The options of the command line that only some workloads know and this one does, such as {@code --walk}. */
    default Set<String> ownOptions() {
        return Set.of();
    }

    /** The heap's options with what this workload cannot do without. */
    default HeapOptions adapt(HeapOptions options) {
        return options;
    }

    /** What its objects are called, in histograms, heap dumps and paths. */
    default TagNames tagNames() {
        return _ -> null;
    }

    /**
     * Runs once, on as many mutators as the parameters ask for, and checks the result.
     *
     * @throws CheckFailedException when the result is not what it must be
     * @throws org.tospace.gc.HeapExhaustedException when the heap is too small
     */
    void run(WorkloadContext context);
}
