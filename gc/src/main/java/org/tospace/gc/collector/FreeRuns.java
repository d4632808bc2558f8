package org.tospace.gc.collector;

import java.util.Arrays;

/**
 * Runs of free addresses, in ascending order, none next to another. Taken by first fit, which keeps what is in use together at the low end. Guarded by its owner's lock.
 *
 * <p>Arrays, so that a search reads memory in order: a thousand runs take a microsecond.
 */
final class FreeRuns {
    private static final int FIRST_CAPACITY = 16;

    private long[] starts = new long[FIRST_CAPACITY];
    private long[] lengths = new long[FIRST_CAPACITY];
    private int count;

    /** One run. */
    FreeRuns(long start, long length) {
        add(start, length);
    }

    /** How many runs there are. */
    int count() {
        return count;
    }

    /** Where a run starts; they are numbered in ascending order. */
    long start(int run) {
        return starts[run];
    }

    /** How long it is. */
    long length(int run) {
        return lengths[run];
    }

    /** How long all are together. */
    long sum() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += lengths[i];
        }
        return sum;
    }

    /** The start of the first so many addresses, which are free no more; -1 when no run has as many. */
    long take(long length) {
        for (int i = 0; i < count; i++) {
            if (lengths[i] >= length) {
                long start = starts[i];
                starts[i] += length;
                lengths[i] -= length;
                if (lengths[i] == 0) {
                    remove(i);
                }
                return start;
            }
        }
        return -1;
    }

    /** Adds a run, which joins those that it touches. */
    void add(long start, long length) {
        if (length == 0) {
            return;
        }
        int next = -1 - Arrays.binarySearch(starts, 0, count, start);
        boolean joinsBefore = next > 0 && starts[next - 1] + lengths[next - 1] == start;
        boolean joinsNext = next < count && start + length == starts[next];
        if (joinsBefore) {
            lengths[next - 1] += length;
            if (joinsNext) {
                lengths[next - 1] += lengths[next];
                remove(next);
            }
        } else if (joinsNext) {
            starts[next] = start;
            lengths[next] += length;
        } else {
            insert(next, start, length);
        }
    }

    private void insert(int index, long start, long length) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        System.arraycopy(starts, index, starts, index + 1, count - index);
        System.arraycopy(lengths, index, lengths, index + 1, count - index);
        starts[index] = start;
        lengths[index] = length;
        count++;
    }

    private void remove(int index) {
        count--;
        System.arraycopy(starts, index + 1, starts, index, count - index);
        System.arraycopy(lengths, index + 1, lengths, index, count - index);
    }
}
