package org.tospace.workloads.plain;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Checksum;
import org.tospace.workloads.workload.ListReversalPlan;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.WorkloadParameters;

/** Long linked lists, reversed in place and into new ones. */
final class PlainListReversal implements PlainWorkload {
    @Override
    public String name() {
        return "list-reversal";
    }

    @Override
    public void run(PlainContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder sum = new LongAdder();
        context.mutate((steps, thread) -> sum.add(new Lists(ListReversalPlan.of(parameters, thread), steps).run(context.progress())));
        context.output().accept(ListReversalPlan.result(parameters, sum.sum()));
    }

    static final class Cell {
        private final long value;
        Cell next;

        Cell(long value, Cell next) {
            this.value = value;
            this.next = next;
        }
    }

    /** One thread's lists. */
    static final class Lists {
        private final ListReversalPlan plan;
        private final Steps steps;
        private final Checksum checksum = new Checksum();
        final Cell[] lists = new Cell[ListReversalPlan.LISTS];
        private final boolean[] reversed = new boolean[ListReversalPlan.LISTS];

        Lists(ListReversalPlan plan, Steps steps) {
            this.plan = plan;
            this.steps = steps;
        }

        long run(Progress progress) {
            for (int list = 0; list < lists.length; list++) {
                build(list);
                check(list);
            }
            SplittableRandom choices = plan.choices();
            for (int i = 0; i < ListReversalPlan.REVERSALS; i++) {
                int list = choices.nextInt(lists.length);
                lists[list] = choices.nextBoolean() ? reversedInPlace(lists[list]) : reversedCopy(lists[list]);
                reversed[list] = !reversed[list];
                check(list);
                progress.report(i, ListReversalPlan.REVERSALS);
            }
            for (int list = 0; list < lists.length; list++) {
                check(list);
            }
            return checksum.value();
        }

        void build(int list) {
            lists[list] = null;
            for (int i = plan.cells() - 1; i >= 0; i--) {
                lists[list] = new Cell(plan.value(list, i), lists[list]);
                tickNow(i);
            }
        }

        private Cell reversedInPlace(Cell list) {
            Cell done = null;
            int cells = 0;
            for (Cell rest = list; rest != null; cells++) {
                tickNow(cells);
                Cell next = rest.next;
                rest.next = done;
                done = rest;
                rest = next;
            }
            return done;
        }

        private Cell reversedCopy(Cell list) {
            Cell done = null;
            int cells = 0;
            for (Cell rest = list; rest != null; rest = rest.next) {
                done = new Cell(rest.value, done);
                tickNow(cells++);
            }
            return done;
        }

        private void tickNow(int cells) {
            if (cells % ListReversalPlan.CELLS_A_STEP == 0) {
                steps.tick();
            }
        }

        void check(int list) {
            int cells = plan.cells();
            Cell cell = lists[list];
            for (int i = 0; i < cells; i++) {
                tickNow(i);
                if (cell == null) {
                    throw new CheckFailedException("list " + list + " must have " + cells + " cells and has " + i);
                }
                long expected = plan.value(list, reversed[list] ? cells - 1 - i : i);
                if (cell.value != expected) {
                    throw new CheckFailedException("the value in cell " + i + " of list " + list + " must be " + expected + " and is " + cell.value);
                }
                checksum.add(cell.value);
                cell = cell.next;
            }
            if (cell != null) {
                throw new CheckFailedException("list " + list + " must have " + cells + " cells and has more");
            }
        }
    }
}
