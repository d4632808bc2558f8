package org.tospace.workloads.workload;

import java.util.SplittableRandom;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * One thread's lists, and what is done to them.
 *
 * <p>Root stack: the lists, then what is left of the one at hand, then what has become of it so far.
 */
final class ReversedLists {
    static final ObjectLayout CELL = ObjectLayout.of(1, 2, 0);
    static final int VALUE = 0;
    static final int NEXT = 1;

    private final Mutator mutator;
    private final RootStack roots;
    private final ListReversalPlan plan;
    private final Steps steps;
    private final Checksum checksum = new Checksum();
    private final boolean[] reversed = new boolean[ListReversalPlan.LISTS];
    private final int firstList;
    private final int restIndex;
    private final int doneIndex;

    ReversedLists(Mutator mutator, ListReversalPlan plan, Steps steps) {
        this.mutator = mutator;
        this.plan = plan;
        this.steps = steps;
        roots = mutator.roots();
        firstList = roots.depth();
        restIndex = firstList + ListReversalPlan.LISTS;
        doneIndex = restIndex + 1;
        roots.pushCopies(0, ListReversalPlan.LISTS + 2);
    }

    /**
     * Builds the lists and reverses them as the plan says.
     *
     * @return the checksum
     */
    long run(Progress progress) {
        for (int list = 0; list < ListReversalPlan.LISTS; list++) {
            build(list);
            check(list);
        }
        SplittableRandom choices = plan.choices();
        for (int i = 0; i < ListReversalPlan.REVERSALS; i++) {
            int list = choices.nextInt(ListReversalPlan.LISTS);
            if (choices.nextBoolean()) {
                reverseInPlace(list);
            } else {
                reverseByCopying(list);
            }
            check(list);
            progress.report(i, ListReversalPlan.REVERSALS);
        }
        for (int list = 0; list < ListReversalPlan.LISTS; list++) {
            check(list);
        }
        return checksum.value();
    }

    /** Builds a list from its last cell to its first. */
    void build(int list) {
        roots.set(firstList + list, 0);
        for (int i = plan.cells() - 1; i >= 0; i--) {
            long cell = mutator.allocate(CELL);
            mutator.setSlot(cell, VALUE, smallInteger(plan.value(list, i)));
            mutator.setSlot(cell, NEXT, roots.get(firstList + list));
            roots.set(firstList + list, cell);
            if (i % ListReversalPlan.CELLS_A_STEP == 0) {
                steps.tick();
            }
        }
    }

    void reverseInPlace(int list) {
        long rest = roots.get(firstList + list);
        long done = 0;
        while (rest != 0) {
            for (int i = 0; i < ListReversalPlan.CELLS_A_STEP && rest != 0; i++) {
                long next = mutator.getSlot(rest, NEXT);
                mutator.setSlot(rest, NEXT, done);
                done = rest;
                rest = next;
            }
            roots.set(restIndex, rest);
            roots.set(doneIndex, done);
            step();
            rest = roots.get(restIndex);
            done = roots.get(doneIndex);
        }
        finishReversal(list);
    }

    void reverseByCopying(int list) {
        roots.set(restIndex, roots.get(firstList + list));
        for (int i = 0; roots.get(restIndex) != 0; i++) {
            long copy = mutator.allocate(CELL);
            long original = roots.get(restIndex);
            mutator.setSlot(copy, VALUE, mutator.getSlot(original, VALUE));
            mutator.setSlot(copy, NEXT, roots.get(doneIndex));
            roots.set(doneIndex, copy);
            roots.set(restIndex, mutator.getSlot(original, NEXT));
            if (i % ListReversalPlan.CELLS_A_STEP == 0) {
                steps.tick();
            }
        }
        finishReversal(list);
    }

    private void finishReversal(int list) {
        roots.set(firstList + list, roots.get(doneIndex));
        roots.set(doneIndex, 0);
        reversed[list] = !reversed[list];
    }

    /** Reads a list from its first cell to its last. */
    void check(int list) {
        roots.set(restIndex, roots.get(firstList + list));
        int cells = plan.cells();
        int place = 0;
        while (place < cells) {
            int end = Math.min(cells, place + ListReversalPlan.CELLS_A_STEP);
            long cell = roots.get(restIndex);
            for (; place < end; place++) {
                if (cell == 0) {
                    throw new CheckFailedException("list " + list + " must have " + cells + " cells and has " + place);
                }
                long expected = plan.value(list, reversed[list] ? cells - 1 - place : place);
                long found = mutator.getSlot(cell, VALUE);
                if (found != smallInteger(expected)) {
                    CheckFailedException.requireEqual("the slot of the value in cell " + place + " of list " + list, smallInteger(expected), found);
                }
                checksum.add(found >> 1);
                cell = mutator.getSlot(cell, NEXT);
            }
            roots.set(restIndex, cell);
            step();
        }
        if (roots.get(restIndex) != 0) {
            throw new CheckFailedException("list " + list + " must have " + cells + " cells and has more");
        }
    }

    private void step() {
        mutator.poll();
        steps.tick();
    }

    private static long smallInteger(long value) {
        return (value << 1) | 1;
    }
}
