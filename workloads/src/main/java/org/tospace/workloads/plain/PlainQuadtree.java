package org.tospace.workloads.plain;

import java.util.SplittableRandom;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Checksum;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.QuadsModel;
import org.tospace.workloads.workload.QuadsPlan;

/** One thread's quadtree, changed together with its model. A node has four children or none, and holds its place. */
final class PlainQuadtree {
    private static final int CHILDREN = 4;

    private final QuadsPlan plan;
    private final QuadsModel model;
    private final Steps steps;
    private final Checksum checksum = new Checksum();
    Node root;
    private long nodesSeen;

    /** The children are fields: an array of them would be an object more. */
    static final class Node {
        private final long place;
        Node child0;
        Node child1;
        private Node child2;
        private Node child3;

        Node(long place) {
            this.place = place;
        }

        boolean isLeaf() {
            return child0 == null;
        }

        Node child(int index) {
            return switch (index) {
                case 0 -> child0;
                case 1 -> child1;
                case 2 -> child2;
                default -> child3;
            };
        }

        void subdivide() {
            child0 = new Node(place * CHILDREN);
            child1 = new Node(place * CHILDREN + 1);
            child2 = new Node(place * CHILDREN + 2);
            child3 = new Node(place * CHILDREN + 3);
        }

        void collapse() {
            child0 = null;
            child1 = null;
            child2 = null;
            child3 = null;
        }
    }

    PlainQuadtree(QuadsPlan plan, Steps steps) {
        this.plan = plan;
        this.steps = steps;
        model = new QuadsModel(plan.depth());
    }

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
        root = new Node(1);
        grow(root, plan.depth());
    }

    private void grow(Node node, int height) {
        node.subdivide();
        for (int i = 0; i < CHILDREN && height > 1; i++) {
            grow(node.child(i), height - 1);
        }
        if (height == QuadsPlan.HEIGHT_OF_STEP) {
            steps.tick();
        }
    }

    private void change(SplittableRandom choices) {
        long point = plan.point(choices);
        Node node = nodeAbove(point, plan.depth());
        int level = model.levelOfLeaf(point);
        CheckFailedException.requireEqual("the place of the leaf at a point", point >> 2 * (plan.depth() - level), node.place);
        if (level < plan.depth()) {
            grow(node, plan.depth() - level);
            model.subdivide(node.place);
        } else {
            int target = plan.depth() - plan.collapsedHeight(choices);
            node = nodeAbove(point, target);
            node.collapse();
            model.collapse(node.place, target);
        }
        checksum.add(node.place);
        steps.tick();
    }

    private Node nodeAbove(long point, int lowest) {
        Node node = root;
        for (int level = 0; level < lowest && !node.isLeaf();) {
            level++;
            node = node.child((int) (point >> 2 * (plan.depth() - level)) & CHILDREN - 1);
        }
        return node;
    }

    /**
     * Compares the whole tree with its model.
     *
     * @return how many nodes it has
     */
    long compare() {
        nodesSeen = 0;
        compare(root, 1, 0);
        CheckFailedException.requireEqual("the number of nodes in the quadtree", model.nodes(), nodesSeen);
        return nodesSeen;
    }

    private void compare(Node node, long place, int level) {
        nodesSeen++;
        if (node.place != place) {
            throw new CheckFailedException("the place that a node of the quadtree holds must be " + place + " and is " + node.place);
        }
        boolean isLeaf = level == plan.depth() || model.isCoarse(place);
        for (int i = 0; i < CHILDREN; i++) {
            Node child = node.child(i);
            if (isLeaf == (child != null)) {
                throw new CheckFailedException("the node at " + Long.toString(place, CHILDREN) + " must " + (isLeaf ? "not " : "") + "have child " + i);
            }
            if (child != null) {
                compare(child, place * CHILDREN + i, level + 1);
            }
        }
        if (plan.depth() - level == QuadsPlan.HEIGHT_OF_STEP) {
            steps.tick();
        }
    }
}
