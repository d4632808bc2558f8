package org.tospace.workloads.plain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.plain.PlainFlowGraph.Block;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Checksum;
import org.tospace.workloads.workload.HavlakPlan;
import org.tospace.workloads.workload.LoopCounts;

/**
 * Finds the loops of a graph: a node for each block, numbered in depth-first order, and an object for each loop. Nodes and loops stay until the next
 * search.
 *
 * <p>Source: P. Havlak, "Nesting of reducible and irreducible loops", ACM TOPLAS 19(4), 1997.
 */
final class PlainLoopFinder {
    private static final int USUAL_EDGES = 4;

    private final PlainFlowGraph graph;
    private final Steps steps;
    private final Checksum checksum = new Checksum();
    private List<Node> nodes;
    private List<Loop> loops;

    static final class Node {
        final Block block;
        final int number;
        /** The last number of those below it in depth-first order. */
        int last;
        /** Itself, or a node that stands for it: of the loop that it is in. */
        Node standsFor = this;
        Loop loop;
        /** Nodes before it from which control comes back; null for none, as for most. */
        List<Node> back;
        /** Nodes before it from which control comes otherwise. */
        final List<Node> others = new ArrayList<>(USUAL_EDGES);
        /** While nodes are numbered, the edge to go next; then one more than the number of the header of which this was found to be in the loop. */
        int mark;

        Node(Block block, int number) {
            this.block = block;
            this.number = number;
        }

        boolean isAbove(Node node) {
            return number <= node.number && node.number <= last;
        }

        /** The node that stands for this one: halves the way there. */
        Node representative() {
            Node at = this;
            while (at.standsFor != at) {
                at.standsFor = at.standsFor.standsFor;
                at = at.standsFor;
            }
            return at;
        }
    }

    private static final class Loop {
        private final Block header;
        private final boolean irreducible;
        /** Blocks that are in no loop within this one, but for the header. */
        private final List<Block> blocks = new ArrayList<>(USUAL_EDGES);
        private final List<Loop> children = new ArrayList<>(0);
        private Loop parent;
        private int level;

        Loop(Block header, boolean irreducible) {
            this.header = header;
            this.irreducible = irreducible;
        }
    }

    PlainLoopFinder(PlainFlowGraph graph, Steps steps) {
        this.graph = graph;
        this.steps = steps;
    }

    /** Finds all loops. */
    LoopCounts search() {
        nodes = new ArrayList<>();
        loops = new ArrayList<>();
        forgetNodes();
        numberNodes();
        for (int i = 0; i < nodes.size(); i++) {
            classifyEdges(nodes.get(i));
            step(i);
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            findLoopOf(nodes.get(i));
            step(i);
        }
        return count();
    }

    long checksum() {
        return checksum.value();
    }

    private void step(int blocks) {
        if (blocks % HavlakPlan.BLOCKS_A_STEP == 0) {
            steps.tick();
        }
    }

    private void forgetNodes() {
        List<Block> blocks = graph.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).node = null;
            step(i);
        }
    }

    private void numberNodes() {
        Deque<Node> way = new ArrayDeque<>();
        way.push(newNode(graph.blocks().getFirst()));
        while (!way.isEmpty()) {
            Node node = way.peek();
            if (node.mark == node.block.after.size()) {
                node.last = nodes.size() - 1;
                node.mark = 0;
                way.pop();
                step(node.number);
            } else {
                Block next = node.block.after.get(node.mark++);
                if (next.node == null) {
                    way.push(newNode(next));
                }
            }
        }
    }

    private Node newNode(Block block) {
        Node node = new Node(block, nodes.size());
        block.node = node;
        nodes.add(node);
        return node;
    }

    private static void classifyEdges(Node node) {
        for (Block before : node.block.before) {
            if (before.node == null) {
                continue;
            }
            if (!node.isAbove(before.node)) {
                node.others.add(before.node);
                continue;
            }
            if (node.back == null) {
                node.back = new ArrayList<>(USUAL_EDGES);
            }
            node.back.add(before.node);
        }
    }

    /** Finds the loop that begins at a node, if one does. What is in it is also what is still to be followed. */
    private void findLoopOf(Node header) {
        if (header.back == null) {
            return;
        }
        List<Node> body = new ArrayList<>();
        boolean followsItself = false;
        for (Node before : header.back) {
            Node node = before.representative();
            if (node == header) {
                followsItself = true;
            } else {
                addOnce(body, node, header);
            }
        }
        boolean irreducible = false;
        for (int i = 0; i < body.size(); i++) {
            irreducible |= addBefore(body, body.get(i), header);
        }
        if (followsItself || !body.isEmpty()) {
            makeLoop(header, body, irreducible);
        }
    }

    private static void addOnce(List<Node> body, Node node, Node header) {
        if (node.mark != header.number + 1) {
            node.mark = header.number + 1;
            body.add(node);
        }
    }

    /** Adds where control comes to a node of the loop from; returns whether it comes from outside of it. */
    private static boolean addBefore(List<Node> body, Node node, Node header) {
        boolean fromOutside = false;
        for (Node each : node.others) {
            Node before = each.representative();
            if (!header.isAbove(before)) {
                fromOutside = true;
                header.others.add(before);
            } else if (before != header) {
                addOnce(body, before, header);
            }
        }
        return fromOutside;
    }

    private void makeLoop(Node header, List<Node> body, boolean irreducible) {
        Loop loop = new Loop(header.block, irreducible);
        header.loop = loop;
        loops.add(loop);
        for (Node node : body) {
            node.standsFor = header;
            if (node.loop == null) {
                loop.blocks.add(node.block);
            } else {
                node.loop.parent = loop;
                loop.children.add(node.loop);
            }
        }
    }

    /** Counts what was found: from the last loop to the first, so that each comes after the one that it is in. */
    LoopCounts count() {
        int irreducible = 0;
        int deepest = 0;
        long nestingSum = 0;
        for (int i = loops.size() - 1; i >= 0; i--) {
            Loop loop = loops.get(i);
            loop.level = loop.parent == null ? 1 : loop.parent.level + 1;
            irreducible += loop.irreducible ? 1 : 0;
            deepest = Math.max(deepest, loop.level);
            int blocks = 1 + loop.blocks.size();
            nestingSum += (long) loop.level * blocks;
            checksum.add(loop.header.number);
            checksum.add(loop.level);
            checksum.add(blocks);
            for (Loop child : loop.children) {
                if (child.parent != loop) {
                    throw new CheckFailedException("a loop within another must know which that is");
                }
            }
            step(i);
        }
        return new LoopCounts(nodes.size(), loops.size(), irreducible, deepest, nestingSum);
    }
}
