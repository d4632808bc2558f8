package org.tospace.workloads.plain;

import java.nio.charset.StandardCharsets;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.SplayPlan;

/** What hangs on a node of the splay tree: a binary tree whose leaves have an array of numbers and a string each. */
sealed interface PlainPayload {
    /** Two subtrees. */
    record Inner(PlainPayload left, PlainPayload right) implements PlainPayload {
    }

    /** Numbers and a text of its own. */
    record Leaf(int[] numbers, String text) implements PlainPayload {
    }

    /** A new payload for a key. */
    static PlainPayload of(double key) {
        return tree(SplayPlan.PAYLOAD_DEPTH, SplayPlan.text(key).getBytes(StandardCharsets.US_ASCII));
    }

    private static PlainPayload tree(int depth, byte[] text) {
        if (depth > 0) {
            return new Inner(tree(depth - 1, text), tree(depth - 1, text));
        }
        int[] numbers = new int[SplayPlan.NUMBERS_A_LEAF];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return new Leaf(numbers, new String(text, StandardCharsets.US_ASCII));
    }

    /** Checks a key's payload in whole. */
    static void check(PlainPayload payload, double key) {
        check(payload, SplayPlan.PAYLOAD_DEPTH, SplayPlan.text(key));
    }

    private static void check(PlainPayload payload, int depth, String text) {
        switch (payload) {
            case Inner inner when depth > 0 -> {
                check(inner.left(), depth - 1, text);
                check(inner.right(), depth - 1, text);
            }
            case Leaf leaf when depth == 0 -> {
                for (int i = 0; i < SplayPlan.NUMBERS_A_LEAF; i++) {
                    CheckFailedException.requireEqual("an element of a payload's array", i, leaf.numbers()[i]);
                }
                if (!leaf.text().equals(text)) {
                    throw new CheckFailedException("a payload's string must be '" + text + "' and is '" + leaf.text() + "'");
                }
            }
            default -> throw new CheckFailedException("a payload's tree has the wrong shape " + depth + " levels above its leaves");
        }
    }
}
