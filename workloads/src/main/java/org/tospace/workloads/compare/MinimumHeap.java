package org.tospace.workloads.compare;

import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Finds the smallest heap that a workload works in, by bisection. What works need not be clear-cut: a concurrent collector may succeed at
 * a size once and fail the next time. So the size that was found is tried again, and when it fails then, the search goes on above it.
 *
 * <p>For one search, by one thread.
 */
public final class MinimumHeap {
    private final LongPredicate works;
    private final long unitBytes;
    private final double precision;
    private final int confirmations;
    private long failed;
    private long worked;

    /**
     * A search.
     *
     * @param works whether a heap of so many bytes is enough
     * @param unitBytes sizes tried are multiples of this
     * @param precision how far above the largest that fails the result may be, as a share of it
     * @param confirmations how often the result must work once more
     */
    public MinimumHeap(LongPredicate works, long unitBytes, double precision, int confirmations) {
        this.works = works;
        this.unitBytes = unitBytes;
        this.precision = precision;
        this.confirmations = confirmations;
    }

    /**
     * What a search has found.
     *
     * @param bytes works
     * @param failedBytes the largest size below it that failed; 0 when none was seen to fail
     */
    public record Found(long bytes, long failedBytes) {
    }

    /**
     * Searches.
     *
     * @param startBytes the first size tried
     * @param mostBytes no larger one is tried
     * @return empty when none of them works
     */
    public Optional<Found> search(long startBytes, long mostBytes) {
        if (!goUpFrom(startBytes, startBytes, mostBytes)) {
            return Optional.empty();
        }
        goDown();
        while (true) {
            bisect();
            if (isConfirmed()) {
                return Optional.of(new Found(worked, failed));
            }
            failed = worked;
            if (!goUpFrom(failed + tolerance(), tolerance(), mostBytes)) {
                return Optional.empty();
            }
        }
    }

    private long tolerance() {
        return Math.max(unitBytes, (long) (precision * failed));
    }

    private long rounded(long bytes) {
        return Math.max(unitBytes, (bytes + unitBytes - 1) / unitBytes * unitBytes);
    }

    /** In steps that double. */
    private boolean goUpFrom(long startBytes, long stepBytes, long mostBytes) {
        long bytes = rounded(startBytes);
        for (long step = stepBytes; bytes <= mostBytes; step *= 2) {
            if (works.test(bytes)) {
                worked = bytes;
                return true;
            }
            failed = bytes;
            bytes = rounded(bytes + step);
        }
        return false;
    }

    /** While nothing has failed yet, by halves. */
    private void goDown() {
        while (failed == 0 && worked > unitBytes) {
            long half = rounded(worked / 2);
            if (works.test(half)) {
                worked = half;
            } else {
                failed = half;
            }
        }
    }

    private void bisect() {
        while (worked - failed > tolerance()) {
            long middle = rounded(failed + (worked - failed) / 2);
            if (middle >= worked) {
                return;
            }
            if (works.test(middle)) {
                worked = middle;
            } else {
                failed = middle;
            }
        }
    }

    private boolean isConfirmed() {
        for (int i = 0; i < confirmations; i++) {
            if (!works.test(worked)) {
                return false;
            }
        }
        return true;
    }
}
