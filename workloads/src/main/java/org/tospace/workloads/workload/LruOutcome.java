package org.tospace.workloads.workload;

/**
 * What came of all operations on a cache.
 *
 * @param evictions entries that made room for others
 * @param checksum of what was found, in order: the number of the operation that stored it, or -1 for nothing
 */
public record LruOutcome(int hits, int misses, int evictions, long checksum) {
    /**
     * Compares what a cache did with this, which is what it must have done.
     *
     * @throws CheckFailedException when it differs
     */
    public void check(LruOutcome found) {
        CheckFailedException.requireEqual("the number of hits", hits, found.hits);
        CheckFailedException.requireEqual("the number of misses", misses, found.misses);
        CheckFailedException.requireEqual("the number of evictions", evictions, found.evictions);
        CheckFailedException.requireEqual("the checksum of what was found", checksum, found.checksum);
    }
}
