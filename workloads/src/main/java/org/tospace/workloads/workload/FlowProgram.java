package org.tospace.workloads.workload;

import java.util.SplittableRandom;

/**
 * A random program of sequences, branches and loops, as its blocks and the edges between them. It is told to somebody who builds a graph from it, who is not
 * told where the loops are: how many there are and how deep each block lies in them is known here beforehand, and is what loop finding must find.
 *
 * <p>Every block can be reached from the first. For one thread, once.
 */
public final class FlowProgram {
    /** Takes blocks and edges in the order in which they come. */
    public interface Sink {
        /** One more block; they are numbered from 0. */
        void block(int number);

        /** Control may go from one block to another; both have come before. */
        void edge(int from, int to);
    }

    private static final int MOST_NESTED = 6;
    private static final int MOST_STATEMENTS = 3;

    private final SplittableRandom random;
    private final Sink sink;
    private int blocks;
    private int loops;
    private int irreducibleLoops;
    private int deepest;
    private long nestingSum;

    private FlowProgram(long seed, Sink sink) {
        this.random = new SplittableRandom(seed);
        this.sink = sink;
    }

    /**
     * Tells a program of at least so many blocks, and not many more.
     *
     * @return what loop finding must find
     */
    public static LoopCounts tell(int leastBlocks, long seed, Sink sink) {
        FlowProgram program = new FlowProgram(seed, sink);
        int last = program.newBlock(0);
        while (program.blocks < leastBlocks) {
            last = program.statement(last, 0, 0);
        }
        return new LoopCounts(program.blocks, program.loops, program.irreducibleLoops, program.deepest, program.nestingSum);
    }

    private int newBlock(int loopDepth) {
        sink.block(blocks);
        deepest = Math.max(deepest, loopDepth);
        nestingSum += loopDepth;
        return blocks++;
    }

    private int newBlockAfter(int before, int loopDepth) {
        int block = newBlock(loopDepth);
        sink.edge(before, block);
        return block;
    }

    /** Some statements, or none, that follow a block; returns the block in which they end, as the others here do. */
    private int statements(int before, int loopDepth, int nesting) {
        int last = before;
        for (int left = nesting > MOST_NESTED ? 0 : random.nextInt(MOST_STATEMENTS + 1); left > 0; left--) {
            last = statement(last, loopDepth, nesting);
        }
        return last;
    }

    private int statement(int before, int loopDepth, int nesting) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> branch(before, loopDepth, nesting);
            case 4, 5 -> loopTestedFirst(before, loopDepth, nesting);
            case 6, 7 -> loopTestedLast(before, loopDepth, nesting);
            case 8 -> loopWithTwoEntries(before, loopDepth);
            default -> newBlockAfter(before, loopDepth);
        };
    }

    private int branch(int before, int loopDepth, int nesting) {
        int then = newBlockAfter(before, loopDepth);
        int otherwise = newBlockAfter(before, loopDepth);
        int endOfThen = statements(then, loopDepth, nesting + 1);
        int endOfOtherwise = statements(otherwise, loopDepth, nesting + 1);
        int join = newBlockAfter(endOfThen, loopDepth);
        sink.edge(endOfOtherwise, join);
        return join;
    }

    private int loopTestedFirst(int before, int loopDepth, int nesting) {
        loops++;
        int header = newBlockAfter(before, loopDepth + 1);
        int body = newBlockAfter(header, loopDepth + 1);
        sink.edge(statements(body, loopDepth + 1, nesting + 1), header);
        return newBlockAfter(header, loopDepth);
    }

    /** Without statements a block that follows itself. */
    private int loopTestedLast(int before, int loopDepth, int nesting) {
        loops++;
        int header = newBlockAfter(before, loopDepth + 1);
        int last = statements(header, loopDepth + 1, nesting + 1);
        sink.edge(last, header);
        return newBlockAfter(last, loopDepth);
    }

    /**
     * Two blocks that follow each other, both of which can be entered from outside: a loop, but no natural one. The second is entered from a block of its
     * own, which a loop around all this is only found to have by way of the first's header.
     */
    private int loopWithTwoEntries(int before, int loopDepth) {
        loops++;
        irreducibleLoops++;
        int first = newBlockAfter(before, loopDepth + 1);
        int detour = newBlockAfter(before, loopDepth);
        int second = newBlockAfter(detour, loopDepth + 1);
        sink.edge(first, second);
        sink.edge(second, first);
        return newBlockAfter(second, loopDepth);
    }
}
