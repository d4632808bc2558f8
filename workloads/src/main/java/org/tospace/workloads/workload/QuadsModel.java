package org.tospace.workloads.workload;

import java.util.BitSet;

/**
 * What a quadtree of {@link Quads} must look like: it is complete but for the leaves that lie above the finest level, and those are listed here, by place.
 * It has no tree, so that it goes wrong in no way that a tree does.
 */
public final class QuadsModel {
    private final int depth;
    private final BitSet coarse;

    /** The model of a complete tree. */
    public QuadsModel(int depth) {
        this.depth = depth;
        coarse = new BitSet((int) (2 * QuadsPlan.nodesAt(depth - 1)));
    }

    /** On which level the leaf is that a place of the finest level lies in. */
    public int levelOfLeaf(long point) {
        for (int level = 1; level < depth; level++) {
            if (isCoarse(point >> 2 * (depth - level))) {
                return level;
            }
        }
        return depth;
    }

    /** Whether there is a leaf at this place, which is above the finest level. */
    public boolean isCoarse(long place) {
        return coarse.get((int) place);
    }

    /** An inner node loses all below it. */
    public void collapse(long place, int level) {
        for (int below = 1; level + below < depth; below++) {
            coarse.clear((int) (place << 2 * below), (int) (place + 1 << 2 * below));
        }
        coarse.set((int) place);
    }

    /** A leaf grows to the finest level. */
    public void subdivide(long place) {
        coarse.clear((int) place);
    }

    /** How many nodes there are. */
    public long nodes() {
        return QuadsPlan.nodesOf(depth) - coarse.stream().mapToLong(place -> QuadsPlan.nodesOf(depth - levelOf(place)) - 1).sum();
    }

    private static int levelOf(long place) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(place)) / 2;
    }
}
