package org.tospace.runtime.signalsafe.allocating;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * One round of iterated register coalescing: gives each register one of the processor's, or says which must go to memory.
 *
 * <p>Registers made for a single access to memory are united with each other and with the processor's only: united with a longer one
 * they might go to memory again and again.
 *
 * <p>Names and structure after George and Appel, "Iterated register coalescing", TOPLAS 18(3), 1996, figures 3 to 9. A node is a
 * register; the processor's are precoloured and never simplified, and moves name only those that may be given.
 */
final class Coloring {

    private static final int UNCOLORED = -1;
    private static final int INFINITE = Integer.MAX_VALUE / 2;

    private enum MoveState { WAITING, ACTIVE, DONE }

    private final int precolored;
    private final int[] order;
    private final Interference graph;
    private final BitSet unspillable;
    private final int nodes;
    private final BitSet[] neighbours;
    private final int[] degree;
    private final int[] alias;
    private final int[] color;
    private final List<List<Integer>> movesOf = new ArrayList<>();
    private final MoveState[] moveState;
    private final BitSet waitingMoves = new BitSet();
    private final BitSet simplifyList = new BitSet();
    private final BitSet freezeList = new BitSet();
    private final BitSet spillList = new BitSet();
    private final BitSet removed = new BitSet();
    private final BitSet spilled = new BitSet();
    private final Deque<Integer> stack = new ArrayDeque<>();

    /**
     * A colouring to be run.
     *
     * @param precolored how many nodes are the processor's registers
     * @param order those of them that may be given, best first
     * @param unspillable registers whose going to memory would gain nothing
     */
    Coloring(int precolored, int[] order, Interference graph, int nodes, BitSet unspillable) {
        this.precolored = precolored;
        this.order = order;
        this.graph = graph;
        this.unspillable = unspillable;
        this.nodes = nodes;
        this.neighbours = new BitSet[nodes];
        this.degree = new int[nodes];
        this.alias = new int[nodes];
        this.color = new int[nodes];
        this.moveState = new MoveState[graph.moves().size()];
        for (int node = 0; node < nodes; node++) {
            neighbours[node] = (BitSet) graph.neighbours(node).clone();
            degree[node] = node < precolored ? INFINITE : neighbours[node].cardinality();
            alias[node] = node;
            color[node] = node < precolored ? node : UNCOLORED;
            movesOf.add(new ArrayList<>());
        }
        for (int move = 0; move < moveState.length; move++) {
            moveState[move] = MoveState.WAITING;
            waitingMoves.set(move);
            movesOf.get(graph.moves().get(move).target()).add(move);
            movesOf.get(graph.moves().get(move).source()).add(move);
        }
    }

    /** Colours as much as can be. */
    void run() {
        for (int node = precolored; node < nodes; node++) {
            (degree[node] >= order.length ? spillList : isMoveRelated(node) ? freezeList : simplifyList).set(node);
        }
        while (true) {
            if (!simplifyList.isEmpty()) {
                simplify();
            } else if (!waitingMoves.isEmpty()) {
                coalesce();
            } else if (!freezeList.isEmpty()) {
                freeze();
            } else if (!spillList.isEmpty()) {
                selectSpill();
            } else {
                break;
            }
        }
        assignColors();
    }

    /** The processor's register that a register became, or -1 for one of {@link #spilled}. */
    int color(int node) {
        return color[find(node)];
    }

    /** The one that a register was united with, itself if with none. */
    int representative(int node) {
        return find(node);
    }

    /** The representatives that have to go to memory. */
    BitSet spilled() {
        return spilled;
    }

    private boolean isMoveRelated(int node) {
        for (int move : movesOf.get(node)) {
            if (moveState[move] != MoveState.DONE) {
                return true;
            }
        }
        return false;
    }

    private BitSet adjacent(int node) {
        BitSet adjacent = (BitSet) neighbours[node].clone();
        adjacent.andNot(removed);
        return adjacent;
    }

    private void simplify() {
        int node = simplifyList.nextSetBit(0);
        simplifyList.clear(node);
        stack.push(node);
        removed.set(node);
        BitSet adjacent = adjacent(node);
        for (int other = adjacent.nextSetBit(precolored); other >= 0; other = adjacent.nextSetBit(other + 1)) {
            decrementDegree(other);
        }
    }

    private void decrementDegree(int node) {
        degree[node]--;
        if (degree[node] == order.length - 1) {
            enableMoves(node);
            BitSet adjacent = adjacent(node);
            for (int other = adjacent.nextSetBit(0); other >= 0; other = adjacent.nextSetBit(other + 1)) {
                enableMoves(other);
            }
            spillList.clear(node);
            (isMoveRelated(node) ? freezeList : simplifyList).set(node);
        }
    }

    private void enableMoves(int node) {
        for (int move : movesOf.get(node)) {
            if (moveState[move] == MoveState.ACTIVE) {
                moveState[move] = MoveState.WAITING;
                waitingMoves.set(move);
            }
        }
    }

    private void coalesce() {
        int move = waitingMoves.nextSetBit(0);
        waitingMoves.clear(move);
        int x = find(graph.moves().get(move).target());
        int y = find(graph.moves().get(move).source());
        int u = y < precolored ? y : x;
        int v = y < precolored ? x : y;
        if (u == v) {
            moveState[move] = MoveState.DONE;
            addToSimplify(u);
        } else if (v < precolored || neighbours[u].get(v) || u >= precolored && unspillable.get(u) != unspillable.get(v)) {
            moveState[move] = MoveState.DONE;
            addToSimplify(u);
            addToSimplify(v);
        } else if (u < precolored ? isSafeWithPrecolored(u, v) : isSafe(u, v)) {
            moveState[move] = MoveState.DONE;
            combine(u, v);
            addToSimplify(u);
        } else {
            moveState[move] = MoveState.ACTIVE;
        }
    }

    private void addToSimplify(int node) {
        if (node >= precolored && !isMoveRelated(node) && degree[node] < order.length) {
            freezeList.clear(node);
            simplifyList.set(node);
        }
    }

    /** George's test: every neighbour of v is harmless to u or a neighbour already. */
    private boolean isSafeWithPrecolored(int u, int v) {
        BitSet adjacent = adjacent(v);
        for (int other = adjacent.nextSetBit(precolored); other >= 0; other = adjacent.nextSetBit(other + 1)) {
            if (degree[other] >= order.length && !neighbours[other].get(u)) {
                return false;
            }
        }
        return true;
    }

    /** Briggs's test: the union has fewer neighbours of high degree than there are colours. */
    private boolean isSafe(int u, int v) {
        BitSet union = adjacent(u);
        union.or(adjacent(v));
        int high = 0;
        for (int node = union.nextSetBit(0); node >= 0; node = union.nextSetBit(node + 1)) {
            high += degree[node] >= order.length ? 1 : 0;
        }
        return high < order.length;
    }

    private void combine(int u, int v) {
        freezeList.clear(v);
        spillList.clear(v);
        removed.set(v);
        alias[v] = u;
        movesOf.get(u).addAll(movesOf.get(v));
        enableMoves(v);
        BitSet adjacent = adjacent(v);
        for (int node = adjacent.nextSetBit(0); node >= 0; node = adjacent.nextSetBit(node + 1)) {
            if (!neighbours[node].get(u)) {
                neighbours[node].set(u);
                neighbours[u].set(node);
                degree[u] += u < precolored ? 0 : 1;
                degree[node] += node < precolored ? 0 : 1;
            }
            if (node >= precolored) {
                decrementDegree(node);
            }
        }
        if (degree[u] >= order.length && freezeList.get(u)) {
            freezeList.clear(u);
            spillList.set(u);
        }
    }

    private void freeze() {
        int node = freezeList.nextSetBit(0);
        freezeList.clear(node);
        simplifyList.set(node);
        freezeMoves(node);
    }

    private void freezeMoves(int node) {
        for (int move : movesOf.get(node)) {
            if (moveState[move] != MoveState.DONE) {
                moveState[move] = MoveState.DONE;
                waitingMoves.clear(move);
                int x = find(graph.moves().get(move).target());
                int y = find(graph.moves().get(move).source());
                int other = y == find(node) ? x : y;
                if (freezeList.get(other) && !isMoveRelated(other) && degree[other] < order.length) {
                    freezeList.clear(other);
                    simplifyList.set(other);
                }
            }
        }
    }

    private void selectSpill() {
        int best = spillList.nextSetBit(0);
        double least = Double.POSITIVE_INFINITY;
        for (int node = best; node >= 0; node = spillList.nextSetBit(node + 1)) {
            double cost = unspillable.get(node) ? Double.MAX_VALUE : graph.cost(node) / degree[node];
            if (cost < least) {
                least = cost;
                best = node;
            }
        }
        spillList.clear(best);
        simplifyList.set(best);
        freezeMoves(best);
    }

    private void assignColors() {
        while (!stack.isEmpty()) {
            int node = stack.pop();
            BitSet taken = new BitSet();
            for (int other = neighbours[node].nextSetBit(0); other >= 0; other = neighbours[node].nextSetBit(other + 1)) {
                if (color[find(other)] != UNCOLORED) {
                    taken.set(color[find(other)]);
                }
            }
            for (int candidate : order) {
                if (!taken.get(candidate)) {
                    color[node] = candidate;
                    break;
                }
            }
            if (color[node] == UNCOLORED) {
                spilled.set(node);
            }
        }
    }

    private int find(int node) {
        int at = node;
        while (alias[at] != at) {
            at = alias[at];
        }
        return at;
    }
}
