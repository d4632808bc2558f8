package org.tospace.workloads.plain;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;

/**
 * A splay tree: every access brings its node to the top.
 *
 * <p>Source: D. Sleator and R. Tarjan, "Self-adjusting binary search trees", JACM 32(3), 1985: top-down splaying.
 */
final class PlainSplayTree {
    private Node root;

    private static final class Node {
        private final double key;
        private final PlainPayload value;
        private Node left;
        private Node right;

        Node(double key, PlainPayload value) {
            this.key = key;
            this.value = value;
        }
    }

    boolean contains(double key) {
        if (root == null) {
            return false;
        }
        splay(key);
        return root.key == key;
    }

    /** Inserts a key that the tree does not have. */
    void insert(double key, PlainPayload value) {
        Node node = new Node(key, value);
        if (root != null) {
            splay(key);
            if (root.key < key) {
                node.left = root;
                node.right = root.right;
                root.right = null;
            } else {
                node.right = root;
                node.left = root.left;
                root.left = null;
            }
        }
        root = node;
    }

    /** Removes a key that the tree has. */
    void remove(double key) {
        splay(key);
        if (root.key != key) {
            throw new CheckFailedException("the splay tree has lost its key " + key);
        }
        Node right = root.right;
        if (root.left == null) {
            root = right;
        } else {
            root = root.left;
            // The greatest of the smaller keys comes up, and has nothing to its right.
            splay(key);
            root.right = right;
        }
    }

    /** The greatest key that is smaller than this one; NaN when there is none. */
    double greatestKeyBelow(double key) {
        splay(key);
        if (root.key < key) {
            return root.key;
        }
        Node node = root.left;
        if (node == null) {
            return Double.NaN;
        }
        while (node.right != null) {
            node = node.right;
        }
        return node.key;
    }

    /** Brings the node with this key to the top, or one next to where it would be; the tree must not be empty. */
    private void splay(double key) {
        Node hanger = new Node(Double.NaN, null);
        Node left = hanger;
        Node right = hanger;
        Node top = root;
        while (key != top.key) {
            if (key < top.key) {
                if (top.left != null && key < top.left.key) {
                    Node child = top.left;
                    top.left = child.right;
                    child.right = top;
                    top = child;
                }
                if (top.left == null) {
                    break;
                }
                right.left = top;
                right = top;
                top = top.left;
            } else {
                if (top.right != null && key > top.right.key) {
                    Node child = top.right;
                    top.right = child.left;
                    child.left = top;
                    top = child;
                }
                if (top.right == null) {
                    break;
                }
                left.right = top;
                left = top;
                top = top.right;
            }
        }
        left.right = top.left;
        right.left = top.right;
        top.left = hanger.right;
        top.right = hanger.left;
        root = top;
    }

    /**
     * How many nodes the tree has.
     *
     * @throws CheckFailedException when keys are out of order or a payload is damaged
     */
    long checkedCount(Steps steps) {
        Deque<Node> above = new ArrayDeque<>();
        pushLeftward(above, root);
        long count = 0;
        double last = Double.NEGATIVE_INFINITY;
        while (!above.isEmpty()) {
            Node node = above.pop();
            if (!(last < node.key)) {
                throw new CheckFailedException("the splay tree's keys are out of order: " + node.key + " comes after " + last);
            }
            last = node.key;
            count++;
            steps.tick();
            PlainPayload.check(node.value, node.key);
            pushLeftward(above, node.right);
        }
        return count;
    }

    private static void pushLeftward(Deque<Node> above, Node node) {
        for (Node next = node; next != null; next = next.left) {
            above.push(next);
        }
    }
}
