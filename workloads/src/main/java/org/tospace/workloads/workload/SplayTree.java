package org.tospace.workloads.workload;

import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;

/**
 * A splay tree in an object space: every access brings its node to the top. It takes two places at the depth that its mutator's root
 * stack has when it is made: the tree's root, and a node to hang the halves from while splaying.
 *
 * <p>Source: D. Sleator and R. Tarjan, "Self-adjusting binary search trees", JACM 32(3), 1985: top-down splaying. Only
 * {@link #insert} allocates, and only it is a safepoint.
 */
final class SplayTree {
    static final int LEFT = 0;
    static final int RIGHT = 1;
    static final int VALUE = 2;
    static final ObjectLayout NODE = ObjectLayout.of(1, 3, Double.BYTES);

    private static final long KEY = NODE.rawOffset();

    private final Mutator mutator;
    private final RootStack roots;
    private final int rootIndex;
    private final int hangerIndex;

    SplayTree(Mutator mutator) {
        this.mutator = mutator;
        roots = mutator.roots();
        rootIndex = roots.depth();
        roots.push(0);
        hangerIndex = roots.depth();
        roots.push(mutator.allocate(NODE));
    }

    /** The node on top; 0 in an empty tree. */
    long root() {
        return roots.get(rootIndex);
    }

    double keyOf(long node) {
        return mutator.getDouble(node, KEY);
    }

    boolean contains(double key) {
        return root() != 0 && keyOf(splay(key)) == key;
    }

    /** Inserts a key that the tree does not have, with the value on top of the root stack, which is popped. */
    void insert(double key) {
        long node = mutator.allocate(NODE);
        mutator.putDouble(node, KEY, key);
        mutator.setSlot(node, VALUE, roots.pop());
        if (root() != 0) {
            long top = splay(key);
            boolean smaller = keyOf(top) < key;
            int near = smaller ? LEFT : RIGHT;
            int far = smaller ? RIGHT : LEFT;
            mutator.setSlot(node, near, top);
            mutator.setSlot(node, far, mutator.getSlot(top, far));
            mutator.setSlot(top, far, 0);
        }
        roots.set(rootIndex, node);
    }

    /** Removes a key that the tree has. */
    void remove(double key) {
        long top = splay(key);
        if (keyOf(top) != key) {
            throw new CheckFailedException("the splay tree has lost its key " + key);
        }
        long left = mutator.getSlot(top, LEFT);
        long right = mutator.getSlot(top, RIGHT);
        if (left == 0) {
            roots.set(rootIndex, right);
        } else {
            roots.set(rootIndex, left);
            // The greatest of the smaller keys comes up, and has nothing to its right.
            mutator.setSlot(splay(key), RIGHT, right);
        }
    }

    /** The greatest key that is smaller than this one; NaN when there is none. */
    double greatestKeyBelow(double key) {
        long top = splay(key);
        if (keyOf(top) < key) {
            return keyOf(top);
        }
        long node = mutator.getSlot(top, LEFT);
        if (node == 0) {
            return Double.NaN;
        }
        for (long right = mutator.getSlot(node, RIGHT); right != 0; right = mutator.getSlot(node, RIGHT)) {
            node = right;
        }
        return keyOf(node);
    }

    /** Brings the node with this key to the top, or one next to where it would be; the tree must not be empty. No safepoint. */
    private long splay(double key) {
        long hanger = roots.get(hangerIndex);
        long left = hanger;
        long right = hanger;
        long top = root();
        while (key != keyOf(top)) {
            boolean smaller = key < keyOf(top);
            int near = smaller ? LEFT : RIGHT;
            int far = smaller ? RIGHT : LEFT;
            long child = mutator.getSlot(top, near);
            if (child == 0) {
                break;
            }
            double childKey = keyOf(child);
            if (smaller ? key < childKey : key > childKey) {
                mutator.setSlot(top, near, mutator.getSlot(child, far));
                mutator.setSlot(child, far, top);
                top = child;
                child = mutator.getSlot(top, near);
                if (child == 0) {
                    break;
                }
            }
            if (smaller) {
                mutator.setSlot(right, LEFT, top);
                right = top;
            } else {
                mutator.setSlot(left, RIGHT, top);
                left = top;
            }
            top = child;
        }
        assemble(hanger, left, right, top);
        return top;
    }

    private void assemble(long hanger, long left, long right, long top) {
        mutator.setSlot(left, RIGHT, mutator.getSlot(top, LEFT));
        mutator.setSlot(right, LEFT, mutator.getSlot(top, RIGHT));
        mutator.setSlot(top, LEFT, mutator.getSlot(hanger, RIGHT));
        mutator.setSlot(top, RIGHT, mutator.getSlot(hanger, LEFT));
        mutator.setSlot(hanger, LEFT, 0);
        mutator.setSlot(hanger, RIGHT, 0);
        roots.set(rootIndex, top);
    }
}
