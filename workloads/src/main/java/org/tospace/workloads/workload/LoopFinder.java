package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * Finds the loops of a graph, in objects of the same space: a node for each block, numbered in depth-first order, and a loop object for each loop.
 *
 * <p>Source: P. Havlak, "Nesting of reducible and irreducible loops", ACM TOPLAS 19(4), 1997, which extends R. Tarjan, "Testing flow graph
 * reducibility", 1974.
 *
 * <p>Root stack: the vector of nodes, the vector of loops, then what is at hand. Both vectors stay until the next search.
 */
final class LoopFinder {
    static final ObjectLayout NODE = ObjectLayout.of(4, 5, 4 * Integer.BYTES);
    static final int BLOCK = 0;
    /** Itself, or a node that stands for it: of the loop that it is in. */
    static final int STANDS_FOR = 1;
    static final int LOOP = 2;
    /** Nodes before it from which control comes back, and from which it comes otherwise. */
    static final int BACK = 3;
    static final int OTHERS = 4;
    /** Depth-first numbers: its own, and the last of those below it. */
    static final long NUMBER = NODE.rawOffset();
    static final long LAST = NUMBER + Integer.BYTES;
    /** While nodes are numbered, the edge to go next; then one more than the number of the header of which this was found to be in the loop. */
    static final long MARK = LAST + Integer.BYTES;

    static final ObjectLayout FOUND_LOOP = ObjectLayout.of(5, 4, 2 * Integer.BYTES);
    static final int HEADER = 0;
    static final int PARENT = 1;
    /** Blocks that are in no loop within this one, but for the header. */
    static final int BLOCKS = 2;
    static final int CHILDREN = 3;
    static final long IRREDUCIBLE = FOUND_LOOP.rawOffset();
    static final long LEVEL = IRREDUCIBLE + Integer.BYTES;

    private final Mutator mutator;
    private final RootStack roots;
    private final FlowGraph graph;
    private final Steps steps;
    private final int nodesIndex;
    private final int loopsIndex;
    private final Checksum checksum = new Checksum();

    LoopFinder(Mutator mutator, FlowGraph graph, Steps steps) {
        this.mutator = mutator;
        this.graph = graph;
        this.steps = steps;
        roots = mutator.roots();
        nodesIndex = roots.depth();
        loopsIndex = nodesIndex + 1;
        roots.pushCopies(0, 2);
    }

    /** Finds all loops. */
    LoopCounts search() {
        roots.set(nodesIndex, HeapVector.create(mutator));
        roots.set(loopsIndex, HeapVector.create(mutator));
        forgetNodes();
        numberNodes();
        int nodes = HeapVector.size(mutator, roots.get(nodesIndex));
        for (int i = 0; i < nodes; i++) {
            classifyEdges(i);
            step(i);
        }
        for (int i = nodes - 1; i >= 0; i--) {
            findLoopOf(i);
            step(i);
        }
        return count();
    }

    /** Of all searches so far: the loops in the order in which they were found from the last, each with its header, level and blocks. */
    long checksum() {
        return checksum.value();
    }

    private void step(int blocks) {
        if (blocks % HavlakPlan.BLOCKS_A_STEP == 0) {
            mutator.poll();
            steps.tick();
        }
    }

    private long node(int number) {
        return HeapVector.get(mutator, roots.get(nodesIndex), number);
    }

    private long loop(int index) {
        return HeapVector.get(mutator, roots.get(loopsIndex), index);
    }

    private void forgetNodes() {
        int blocks = graph.size();
        for (int i = 0; i < blocks; i++) {
            mutator.setSlot(graph.blockOf(i), FlowGraph.NODE, 0);
            step(i);
        }
    }

    /** Goes through the graph in depth-first order; the nodes on the way are on the root stack. */
    private void numberNodes() {
        int base = roots.depth();
        roots.push(graph.blockOf(0));
        enterBlock();
        while (roots.depth() > base) {
            long node = roots.peek();
            long block = mutator.getSlot(node, BLOCK);
            int edge = mutator.getInt(node, MARK);
            if (edge == graph.edgesAfter(block)) {
                int last = HeapVector.size(mutator, roots.get(nodesIndex)) - 1;
                mutator.putInt(node, LAST, last);
                mutator.putInt(node, MARK, 0);
                int number = mutator.getInt(node, NUMBER);
                roots.pop();
                step(number);
            } else {
                mutator.putInt(node, MARK, edge + 1);
                long next = graph.blockAfter(block, edge);
                if (mutator.getSlot(next, FlowGraph.NODE) == 0) {
                    roots.push(next);
                    enterBlock();
                }
            }
        }
    }

    /** Replaces the block on top of the root stack by a node of its own, which gets the next number. */
    private void enterBlock() {
        int number = HeapVector.size(mutator, roots.get(nodesIndex));
        long node = mutator.allocate(NODE);
        long block = roots.peek();
        mutator.setSlot(node, BLOCK, block);
        mutator.setSlot(node, STANDS_FOR, node);
        mutator.putInt(node, NUMBER, number);
        mutator.setSlot(block, FlowGraph.NODE, node);
        roots.replaceTop(node);
        roots.push(roots.get(nodesIndex));
        roots.push(node);
        HeapVector.add(mutator);
    }

    private void classifyEdges(int number) {
        int edges = graph.edgesBefore(mutator.getSlot(node(number), BLOCK));
        for (int edge = 0; edge < edges; edge++) {
            long node = node(number);
            long before = mutator.getSlot(graph.blockBefore(mutator.getSlot(node, BLOCK), edge), FlowGraph.NODE);
            if (before != 0) {
                roots.push(node);
                roots.push(before);
                HeapVector.addToSlot(mutator, isAbove(node, before) ? BACK : OTHERS);
            }
        }
    }

    /** Whether every way of the depth-first order to a node leads by another, or is that one's. */
    private boolean isAbove(long above, long node) {
        int number = mutator.getInt(node, NUMBER);
        return mutator.getInt(above, NUMBER) <= number && number <= mutator.getInt(above, LAST);
    }

    /** The node that stands for a node: halves the way there. No safepoint. */
    private long representative(long node) {
        long at = node;
        long next = mutator.getSlot(at, STANDS_FOR);
        while (next != at) {
            long afterNext = mutator.getSlot(next, STANDS_FOR);
            mutator.setSlot(at, STANDS_FOR, afterNext);
            at = afterNext;
            next = mutator.getSlot(at, STANDS_FOR);
        }
        return at;
    }

    /** Finds the loop that begins at a node, if one does. What is in it is on the root stack above the node: it is also what is still to be followed. */
    private void findLoopOf(int number) {
        int headerIndex = roots.depth();
        roots.push(node(number));
        boolean followsItself = pushBackEdges(headerIndex);
        boolean irreducible = false;
        for (int i = headerIndex + 1; i < roots.depth(); i++) {
            irreducible |= pushBefore(i, headerIndex);
        }
        if (followsItself || roots.depth() > headerIndex + 1) {
            makeLoop(headerIndex, irreducible);
        }
        roots.truncate(headerIndex);
    }

    /** Pushes where control comes back from, but for the node itself; returns whether that is among them. No safepoint. */
    private boolean pushBackEdges(int headerIndex) {
        boolean followsItself = false;
        long header = roots.get(headerIndex);
        long back = mutator.getSlot(header, BACK);
        int edges = HeapVector.size(mutator, back);
        for (int i = 0; i < edges; i++) {
            long node = representative(HeapVector.get(mutator, back, i));
            if (node == header) {
                followsItself = true;
            } else {
                pushOnce(node, header);
            }
        }
        return followsItself;
    }

    private void pushOnce(long node, long header) {
        int mark = mutator.getInt(header, NUMBER) + 1;
        if (mutator.getInt(node, MARK) != mark) {
            mutator.putInt(node, MARK, mark);
            roots.push(node);
        }
    }

    /** Pushes where control comes to a node of the loop from; returns whether it comes from outside of it. */
    private boolean pushBefore(int nodeIndex, int headerIndex) {
        boolean fromOutside = false;
        int edges = HeapVector.size(mutator, mutator.getSlot(roots.get(nodeIndex), OTHERS));
        for (int i = 0; i < edges; i++) {
            long header = roots.get(headerIndex);
            long before = representative(HeapVector.get(mutator, mutator.getSlot(roots.get(nodeIndex), OTHERS), i));
            if (!isAbove(header, before)) {
                fromOutside = true;
                roots.push(header);
                roots.push(before);
                HeapVector.addToSlot(mutator, OTHERS);
            } else if (before != header) {
                pushOnce(before, header);
            }
        }
        return fromOutside;
    }

    private void makeLoop(int headerIndex, boolean irreducible) {
        long loop = mutator.allocate(FOUND_LOOP);
        long header = roots.get(headerIndex);
        mutator.setSlot(header, LOOP, loop);
        mutator.setSlot(loop, HEADER, mutator.getSlot(header, BLOCK));
        mutator.putInt(loop, IRREDUCIBLE, irreducible ? 1 : 0);
        roots.push(roots.get(loopsIndex));
        roots.push(loop);
        HeapVector.add(mutator);
        int end = roots.depth();
        for (int i = headerIndex + 1; i < end; i++) {
            addToLoop(i, headerIndex);
        }
    }

    private void addToLoop(int nodeIndex, int headerIndex) {
        long header = roots.get(headerIndex);
        long node = roots.get(nodeIndex);
        long loop = mutator.getSlot(header, LOOP);
        long inner = mutator.getSlot(node, LOOP);
        mutator.setSlot(node, STANDS_FOR, header);
        roots.push(loop);
        if (inner == 0) {
            roots.push(mutator.getSlot(node, BLOCK));
            HeapVector.addToSlot(mutator, BLOCKS);
        } else {
            mutator.setSlot(inner, PARENT, loop);
            roots.push(inner);
            HeapVector.addToSlot(mutator, CHILDREN);
        }
    }

    /** Counts what was found: from the last loop to the first, so that each comes after the one that it is in. */
    LoopCounts count() {
        int loops = HeapVector.size(mutator, roots.get(loopsIndex));
        int irreducible = 0;
        int deepest = 0;
        long nestingSum = 0;
        for (int i = loops - 1; i >= 0; i--) {
            long loop = loop(i);
            long parent = mutator.getSlot(loop, PARENT);
            int level = parent == 0 ? 1 : mutator.getInt(parent, LEVEL) + 1;
            mutator.putInt(loop, LEVEL, level);
            irreducible += mutator.getInt(loop, IRREDUCIBLE);
            deepest = Math.max(deepest, level);
            int blocks = 1 + HeapVector.size(mutator, mutator.getSlot(loop, BLOCKS));
            nestingSum += (long) level * blocks;
            checksum.add(mutator.getInt(mutator.getSlot(loop, HEADER), FlowGraph.NUMBER));
            checksum.add(level);
            checksum.add(blocks);
            checkChildren(loop);
            step(i);
        }
        return new LoopCounts(HeapVector.size(mutator, roots.get(nodesIndex)), loops, irreducible, deepest, nestingSum);
    }

    private void checkChildren(long loop) {
        long children = mutator.getSlot(loop, CHILDREN);
        int count = HeapVector.size(mutator, children);
        for (int i = 0; i < count; i++) {
            if (mutator.getSlot(HeapVector.get(mutator, children, i), PARENT) != loop) {
                throw new CheckFailedException("a loop within another must know which that is");
            }
        }
    }
}
