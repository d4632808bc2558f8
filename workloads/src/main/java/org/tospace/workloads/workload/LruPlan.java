package org.tospace.workloads.workload;

import java.util.SplittableRandom;

/**
 * What one thread of {@link LruCache} is to do, in numbers.
 *
 * @param entries how many the cache has room for
 */
public record LruPlan(int entries, long seed) {
    /** Operations between two ticks while the cache is read as a whole. */
    public static final int ENTRIES_A_STEP = 16;

    static final int USUAL_ENTRIES = 20_000;

    private static final int KEYS_AN_ENTRY = 4;
    private static final int OPERATIONS_AN_ENTRY = 50;
    private static final int STORES_ONE_IN = 8;
    private static final int LEAST_WORDS = 8;
    private static final int MORE_WORDS = 128;

    /** The plan for one thread. */
    public static LruPlan of(WorkloadParameters parameters, int thread) {
        return new LruPlan(Math.toIntExact(parameters.size()), parameters.seedOf(thread));
    }

    /** How many different keys there are; they are the numbers from 0 up. */
    public int keys() {
        return KEYS_AN_ENTRY * entries;
    }

    /** How often the cache is asked, or told. */
    public int operations() {
        return OPERATIONS_AN_ENTRY * entries;
    }

    /** How many lists a hash table has: a power of two. */
    public int buckets() {
        return (int) HeapSizes.powerOfTwo(entries + entries / 3);
    }

    /** Chooses keys and operations. */
    public SplittableRandom choices() {
        return new SplittableRandom(seed);
    }

    /** A key: small ones are asked for more often. */
    public int key(SplittableRandom choices) {
        double even = choices.nextDouble();
        return (int) (even * even * even * keys());
    }

    /** Whether an operation stores something new, or else only asks. */
    public boolean stores(SplittableRandom choices) {
        return choices.nextInt(STORES_ONE_IN) == 0;
    }

    /** A key's place in a hash table. */
    public int bucket(int key) {
        return (int) Checksum.mix(seed, key) & buckets() - 1;
    }

    /** How many 64-bit words the payload has that an operation stores for a key: 8 to 135. */
    public int payloadWords(int key, int operation) {
        return LEAST_WORDS + (int) (Checksum.mix(operation, key) & MORE_WORDS - 1);
    }

    /** A word of that payload. */
    public long payloadWord(int key, int operation, int index) {
        return Checksum.mix(key, operation) + index;
    }

    static long averagePayloadBytes() {
        return (LEAST_WORDS + MORE_WORDS / 2) * Long.BYTES;
    }

    /** The line that all threads together print. */
    public static String result(WorkloadParameters parameters, long hits, long misses, long sum) {
        return Checksum.line(parameters.threads() + " caches of " + parameters.size() + " entries, " + hits + " hits, " + misses + " misses", sum);
    }
}
