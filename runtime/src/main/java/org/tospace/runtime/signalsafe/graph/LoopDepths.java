package org.tospace.runtime.signalsafe.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In how many loops each block lies. A loop is what can reach an edge back to a block that dominates the edge's start; dominators
 * after Cooper, Harvey and Kennedy 2001.
 */
public final class LoopDepths {

    private static final int NONE = -1;

    private final List<Block> blocks;
    private final Map<Block, Integer> order = new HashMap<>();
    private final int[] dominator;
    private final int[] depth;

    /** Finds the loops of a graph as it is now. */
    public LoopDepths(Graph graph) {
        blocks = graph.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            order.put(blocks.get(i), i);
        }
        dominator = new int[blocks.size()];
        depth = new int[blocks.size()];
        Arrays.fill(dominator, NONE);
        dominator[0] = 0;
        findDominators();
        findLoops();
    }

    /** The number of loops around a block. */
    public int of(Block block) {
        return depth[order.get(block)];
    }

    private void findDominators() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < blocks.size(); i++) {
                int found = NONE;
                for (Block predecessor : blocks.get(i).predecessors()) {
                    int p = order.get(predecessor);
                    if (dominator[p] != NONE) {
                        found = found == NONE ? p : common(found, p);
                    }
                }
                changed |= dominator[i] != found;
                dominator[i] = found;
            }
        }
    }

    private int common(int a, int b) {
        int i = a;
        int j = b;
        while (i != j) {
            if (i > j) {
                i = dominator[i];
            } else {
                j = dominator[j];
            }
        }
        return i;
    }

    private boolean dominates(int a, int b) {
        int i = b;
        while (i > a) {
            i = dominator[i];
        }
        return i == a;
    }

    private void findLoops() {
        for (int header = 0; header < blocks.size(); header++) {
            Set<Integer> loop = new HashSet<>();
            Deque<Integer> toVisit = new ArrayDeque<>();
            loop.add(header);
            for (Block predecessor : blocks.get(header).predecessors()) {
                int end = order.get(predecessor);
                if (dominates(header, end)) {
                    toVisit.push(end);
                }
            }
            if (toVisit.isEmpty()) {
                continue;
            }
            while (!toVisit.isEmpty()) {
                int inside = toVisit.pop();
                if (loop.add(inside)) {
                    blocks.get(inside).predecessors().forEach(predecessor -> toVisit.push(order.get(predecessor)));
                }
            }
            loop.forEach(inside -> depth[inside]++);
        }
    }
}
