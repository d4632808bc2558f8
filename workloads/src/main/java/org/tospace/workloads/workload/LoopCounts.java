package org.tospace.workloads.workload;

/**
 * What is known about the loops of a program.
 *
 * @param blocks of the whole program
 * @param loops of any kind, nested ones among them
 * @param irreducible loops that have more than one entry
 * @param deepest in how many loops the innermost block is
 * @param nestingSum in how many loops each block is, added up
 */
public record LoopCounts(int blocks, int loops, int irreducible, int deepest, long nestingSum) {
    /**
     * Compares what was found with this, which is what must be found.
     *
     * @throws CheckFailedException when it differs
     */
    public void check(LoopCounts found) {
        CheckFailedException.requireEqual("the number of blocks", blocks, found.blocks);
        CheckFailedException.requireEqual("the number of loops", loops, found.loops);
        CheckFailedException.requireEqual("the number of irreducible loops", irreducible, found.irreducible);
        CheckFailedException.requireEqual("the depth of the innermost loop", deepest, found.deepest);
        CheckFailedException.requireEqual("the nesting of all blocks", nestingSum, found.nestingSum);
    }
}
