package org.tospace.workloads.workload;

/**
 * What a workload's size is, and which sizes make sense.
 *
 * @param meaning in words: "nodes in the tree"
 * @param usual the size when none is asked for
 */
public record SizeRange(String meaning, long usual, long minimum, long maximum) {
    /** Whether a size is one of those. */
    public boolean contains(long size) {
        return minimum <= size && size <= maximum;
    }
}
