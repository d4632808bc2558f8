package org.tospace.workloads.command;

/**
 * A size of a heap, or a multiple of the smallest that works.
 *
 * @param bytes the size; 0 for a multiple
 * @param multiple how manifold; 0 for a size
 */
record HeapStep(long bytes, double multiple) {
    boolean isMultiple() {
        return multiple > 0;
    }

    /** The size, if so many bytes are the smallest heap that works: whole kibibytes. */
    long bytesOf(long minimumBytes) {
        return isMultiple() ? (long) Math.ceil(multiple * minimumBytes / 1_024) * 1_024 : bytes;
    }
}
