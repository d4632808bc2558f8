package org.tospace.workloads.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of a heap was in use, at the times when somebody said so: before and after collections. Keeps at most some thousands of points: when
 * there are more, it goes on with every second pair of points of those it has, and of those that come.
 *
 * <p>For one thread at a time.
 */
public final class HeapCurve {
    private static final int MOST_POINTS = 8_192;

    private List<Point> points = new ArrayList<>();
    private long pairs;
    private int stride = 1;

    /**
     * So much was in use at that time.
     *
     * @param nanos by {@link System#nanoTime}
     */
    public record Point(long nanos, long usedBytes) {
        /** The same, at that time where it was earlier. */
        Point notBefore(long fromNanos) {
            return new Point(Math.max(nanos, fromNanos), usedBytes);
        }
    }

    /** Forgets all points. */
    public synchronized void clear() {
        points = new ArrayList<>();
        pairs = 0;
        stride = 1;
    }

    /** A collection found {@code before} in use and left {@code after}. */
    public synchronized void add(Point before, Point after) {
        if (pairs++ % stride != 0) {
            return;
        }
        points.add(before);
        points.add(after);
        if (points.size() >= MOST_POINTS) {
            thin();
        }
    }

    private void thin() {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i += 4) {
            kept.add(points.get(i));
            kept.add(points.get(i + 1));
        }
        points = kept;
        stride *= 2;
    }

    /** The points, in the order in which they were told. */
    public synchronized List<Point> points() {
        return List.copyOf(points);
    }
}
