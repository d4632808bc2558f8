package org.tospace.workloads.workload;

import java.util.SplittableRandom;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * One thread's quadtree, changed together with its model. A node has four children or none, and holds its place.
 *
 * <p>Root stack: the tree, then the nodes from it down to the one at hand.
 */
final class Quadtree {
    static final ObjectLayout NODE = ObjectLayout.of(1, 4, Long.BYTES);

    private static final int CHILDREN = 4;
    private static final long PLACE = NODE.rawOffset();

    private final Mutator mutator;
    private final RootStack roots;
    private final QuadsPlan plan;
    private final QuadsModel model;
    private final Steps steps;
    private final Checksum checksum = new Checksum();
    private final int treeIndex;
    private long nodesSeen;

    Quadtree(Mutator mutator, QuadsPlan plan, Steps steps) {
        this.mutator = mutator;
        this.plan = plan;
        this.steps = steps;
        model = new QuadsModel(plan.depth());
        roots = mutator.roots();
        treeIndex = roots.depth();
        roots.push(0);
    }

    /**
     * Builds the tree and changes it as the plan says.
     *
     * @return the checksum
     */
    long run(Progress progress) {
        build();
        SplittableRandom choices = plan.choices();
        int interval = Math.max(1, plan.steps() / QuadsPlan.COMPARISONS);
        for (int i = 1; i <= plan.steps(); i++) {
            change(choices);
            if (i % interval == 0) {
                checksum.add(compare());
                progress.report(i, plan.steps());
            }
        }
        return checksum.value();
    }

    void build() {
        long root = mutator.allocate(NODE);
        mutator.putLong(root, PLACE, 1);
        roots.set(treeIndex, root);
        roots.push(root);
        grow(plan.depth());
        roots.pop();
    }

    /** Gives the leaf on top of the root stack, which stays there, all that is below it down to a depth of its own. */
    private void grow(int height) {
        for (int i = 0; i < CHILDREN; i++) {
            long child = mutator.allocate(NODE);
            long node = roots.peek();
            mutator.putLong(child, PLACE, mutator.getLong(node, PLACE) * CHILDREN + i);
            mutator.setSlot(node, i, child);
        }
        for (int i = 0; i < CHILDREN && height > 1; i++) {
            roots.push(mutator.getSlot(roots.peek(), i));
            grow(height - 1);
            roots.pop();
        }
        if (height == QuadsPlan.HEIGHT_OF_STEP) {
            steps.tick();
        }
    }

    void change(SplittableRandom choices) {
        long point = plan.point(choices);
        int level = model.levelOfLeaf(point);
        CheckFailedException.requireEqual("the level of the leaf at a point", level, descend(point, plan.depth()));
        if (level < plan.depth()) {
            grow(plan.depth() - level);
            model.subdivide(placeOnTop());
        } else {
            roots.pop();
            int target = plan.depth() - plan.collapsedHeight(choices);
            descend(point, target);
            collapse();
            model.collapse(placeOnTop(), target);
        }
        checksum.add(placeOnTop());
        roots.pop();
        mutator.poll();
        steps.tick();
    }

    /** Pushes the node that lies above a point on this level, or the leaf that is met before, and returns its level. No safepoint. */
    private int descend(long point, int lowest) {
        long node = roots.get(treeIndex);
        int level = 0;
        while (level < lowest && mutator.getSlot(node, 0) != 0) {
            level++;
            node = mutator.getSlot(node, point >> 2 * (plan.depth() - level) & CHILDREN - 1);
        }
        roots.push(node);
        return level;
    }

    private long placeOnTop() {
        return mutator.getLong(roots.peek(), PLACE);
    }

    private void collapse() {
        for (int i = 0; i < CHILDREN; i++) {
            mutator.setSlot(roots.peek(), i, 0);
        }
    }

    /**
     * Compares the whole tree with its model.
     *
     * @return how many nodes it has
     */
    long compare() {
        nodesSeen = 0;
        roots.push(roots.get(treeIndex));
        compare(1, 0);
        roots.pop();
        CheckFailedException.requireEqual("the number of nodes in the quadtree", model.nodes(), nodesSeen);
        return nodesSeen;
    }

    private void compare(long place, int level) {
        nodesSeen++;
        if (placeOnTop() != place) {
            CheckFailedException.requireEqual("the place that a node of the quadtree holds", place, placeOnTop());
        }
        boolean isLeaf = level == plan.depth() || model.isCoarse(place);
        for (int i = 0; i < CHILDREN; i++) {
            long child = mutator.getSlot(roots.peek(), i);
            if (isLeaf == (child != 0)) {
                throw new CheckFailedException("the node at " + Long.toString(place, CHILDREN) + " must " + (isLeaf ? "not " : "") + "have child " + i);
            }
            if (child != 0) {
                roots.push(child);
                compare(place * CHILDREN + i, level + 1);
                roots.pop();
            }
        }
        if (plan.depth() - level == QuadsPlan.HEIGHT_OF_STEP) {
            mutator.poll();
            steps.tick();
        }
    }
}
