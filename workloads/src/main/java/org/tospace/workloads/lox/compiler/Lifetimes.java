package org.tospace.workloads.lox.compiler;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** When variables are defined and used, and where the safepoints are, in steps of a walk in the order of evaluation. */
final class Lifetimes {
    /** The closure that runs, as a variable. */
    static final Object CLOSURE = new Object();

    private final Map<Object, Interval> intervals = new HashMap<>();
    private final NavigableSet<Integer> safepoints = new TreeSet<>();
    private int step;

    private static final class Interval {
        private final int definition;
        private int lastUse;

        Interval(int definition) {
            this.definition = definition;
            this.lastUse = definition;
        }
    }

    int step() {
        return step;
    }

    void define(Object variable) {
        intervals.putIfAbsent(variable, new Interval(step++));
    }

    void use(Object variable) {
        Interval interval = intervals.get(variable);
        if (interval != null) {
            interval.lastUse = step++;
        }
    }

    void safepoint() {
        safepoints.add(step++);
    }

    /** A loop ends that began at a step: what was defined before and used in it is used until now. */
    void endLoop(int begin) {
        int end = step++;
        for (Interval interval : intervals.values()) {
            if (interval.definition < begin && interval.lastUse >= begin) {
                interval.lastUse = end;
            }
        }
    }

    boolean crossesSafepoint(Object variable) {
        Interval interval = intervals.get(variable);
        if (interval == null) {
            return false;
        }
        Integer next = safepoints.higher(interval.definition);
        return next != null && next < interval.lastUse;
    }
}
