package org.tospace.workloads.measure;

import java.util.Arrays;

/**
 * Pauses of one kind in the order in which they were told: start, duration, mutator. Appending is three stores; for one thread at a time.
 */
public final class PauseLog {
    /** Stands for "every mutator" where a mutator's number is expected. */
    public static final int EVERY_MUTATOR = -1;

    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] starts = new long[FIRST_CAPACITY];
    private long[] durations = new long[FIRST_CAPACITY];
    private int[] mutators = new int[FIRST_CAPACITY];
    private int size;

    /**
     * Appends a pause.
     *
     * @param mutator whose pause it was, or {@link #EVERY_MUTATOR}
     */
    public void add(int mutator, long startNanos, long durationNanos) {
        if (size == starts.length) {
            int capacity = Math.addExact(size, size >> 1);
            starts = Arrays.copyOf(starts, capacity);
            durations = Arrays.copyOf(durations, capacity);
            mutators = Arrays.copyOf(mutators, capacity);
        }
        starts[size] = startNanos;
        durations[size] = durationNanos;
        mutators[size] = mutator;
        size++;
    }

    /**
     * Appends the part of a pause that lies after a time; nothing when none does.
     *
     * @param mutator whose pause it was, or {@link #EVERY_MUTATOR}
     */
    public void addAfter(long fromNanos, int mutator, long startNanos, long durationNanos) {
        if (startNanos >= fromNanos) {
            add(mutator, startNanos, durationNanos);
        } else if (startNanos + durationNanos > fromNanos) {
            add(mutator, fromNanos, startNanos + durationNanos - fromNanos);
        }
    }

    /** Forgets all of them. */
    public void clear() {
        size = 0;
    }

    /** How many pauses there are. */
    public int size() {
        return size;
    }

    /** When pause {@code index} began. */
    public long startNanos(int index) {
        return starts[index];
    }

    /** How long pause {@code index} took. */
    public long durationNanos(int index) {
        return durations[index];
    }

    /** Whether pause {@code index} held up the mutator of this number. */
    public boolean concerns(int index, int mutator) {
        return mutators[index] == mutator || mutators[index] == EVERY_MUTATOR;
    }
}
