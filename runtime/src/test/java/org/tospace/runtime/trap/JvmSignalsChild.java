package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Access;

/** The JVM's own uses of SIGSEGV, in between traps. */
final class JvmSignalsChild {

    private static final class Node {
        private int value = 1;
    }

    private static int depth;

    private JvmSignalsChild() {
    }

    public static void main(String[] args) {
        try (TestRegion test = new TestRegion(1); Accessors accessors = new Accessors()) {
            Node[] nodes = new Node[1000];
            for (int i = 0; i < nodes.length; i++) {
                // Null now and then only, so that compiled code relies on the fault.
                nodes[i] = i % 500 == 499 ? null : new Node();
            }
            long nulls = 0;
            long values = 0;
            for (int round = 0; round < 200; round++) {
                for (Node node : nodes) {
                    try {
                        values += value(node);
                    } catch (NullPointerException e) {
                        nulls++;
                    }
                }
                test.protectAll(Access.NONE);
                accessors.putLong(test.front, round);
            }
            Check.equal(400, nulls, "null pointers");
            Check.equal(200 * 998, values, "values");
            Check.equal(200, test.traps.get(), "traps");
            for (int round = 0; round < 5; round++) {
                depth = 0;
                try {
                    descend();
                    throw new AssertionError("descend returned");
                } catch (StackOverflowError e) {
                    Check.that(depth > 500, "depth " + depth);
                }
                test.protectAll(Access.NONE);
                accessors.putLong(test.front, round);
            }
            Check.equal(205, test.traps.get(), "traps");
            Check.equal(0, test.region.faults(), "faults");
        }
    }

    private static int value(Node node) {
        return node.value;
    }

    private static int descend() {
        depth++;
        return descend() + 1;
    }
}
