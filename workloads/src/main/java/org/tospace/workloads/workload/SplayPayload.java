package org.tospace.workloads.workload;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;

/**
 * What hangs on a node of Octane's splay tree: a binary tree of depth 5 whose 32 leaves each have an array of the numbers 0 to 9 and the string
 * "String for key K in leaf node". For one thread; holds native memory until closed.
 */
final class SplayPayload implements AutoCloseable {
    static final int DEPTH = SplayPlan.PAYLOAD_DEPTH;

    private static final ObjectLayout INNER = ObjectLayout.of(2, 2, 0);
    private static final ObjectLayout LEAF = ObjectLayout.of(3, 2, 0);
    private static final int ARRAY_LENGTH = SplayPlan.NUMBERS_A_LEAF;
    private static final ObjectLayout ARRAY = ObjectLayout.of(4, ARRAY_LENGTH, 0);
    private static final int STRING_TAG = 5;
    private static final int ARRAY_SLOT = 0;
    private static final int STRING_SLOT = 1;
    private static final int LONGEST_STRING = 64;
    private static final int LEAVES = 1 << DEPTH;

    private final Mutator mutator;
    private final RootStack roots;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment text = arena.allocate(LONGEST_STRING);
    private final MemorySegment found = arena.allocate(LONGEST_STRING);
    private long textBytes;

    SplayPayload(Mutator mutator) {
        this.mutator = mutator;
        this.roots = mutator.roots();
    }

    /** About how much a payload takes in the heap. */
    static long approximateBytes() {
        long leafBytes = LEAF.sizeBytes() + ARRAY.sizeBytes() + ObjectLayout.of(STRING_TAG, 0, LONGEST_STRING).sizeBytes();
        return LEAVES * leafBytes + (LEAVES - 1) * INNER.sizeBytes();
    }

    private static long smallInteger(int value) {
        return ((long) value << 1) | 1;
    }

    private void writeText(double key) {
        byte[] bytes = SplayPlan.text(key).getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, text, 0, bytes.length);
        textBytes = bytes.length;
    }

    /** A new payload for a key; good until the next safepoint. */
    long create(double key) {
        writeText(key);
        return createTree(DEPTH);
    }

    private long createTree(int depth) {
        if (depth == 0) {
            return createLeaf();
        }
        roots.push(createTree(depth - 1));
        roots.push(createTree(depth - 1));
        long inner = mutator.allocate(INNER);
        mutator.setSlot(inner, BinaryNode.RIGHT, roots.pop());
        mutator.setSlot(inner, BinaryNode.LEFT, roots.pop());
        return inner;
    }

    private long createLeaf() {
        long array = mutator.allocate(ARRAY);
        for (int i = 0; i < ARRAY_LENGTH; i++) {
            mutator.setSlot(array, i, smallInteger(i));
        }
        roots.push(array);
        ObjectLayout layout = ObjectLayout.of(STRING_TAG, 0, textBytes);
        long string = mutator.allocate(layout);
        mutator.copyIn(text, 0, string, layout.rawOffset(), textBytes);
        roots.push(string);
        long leaf = mutator.allocate(LEAF);
        mutator.setSlot(leaf, STRING_SLOT, roots.pop());
        mutator.setSlot(leaf, ARRAY_SLOT, roots.pop());
        return leaf;
    }

    /** Adds what payloads are made of to names. */
    static ObjectNames name(ObjectNames names) {
        return names.with(INNER.tag(), "inner node", "left", "right").with(LEAF.tag(), "leaf", "array", "string").with(ARRAY.tag(), "array")
                .with(STRING_TAG, "string");
    }

    /** Checks the payload of a key in whole. No safepoint. */
    void check(long payload, double key) {
        writeText(key);
        checkTree(payload, DEPTH);
    }

    private void checkTree(long node, int depth) {
        int expectedTag = depth == 0 ? LEAF.tag() : INNER.tag();
        CheckFailedException.requireEqual("the tag of a payload's node", expectedTag, mutator.tag(node));
        if (depth == 0) {
            checkLeaf(node);
        } else {
            checkTree(mutator.getSlot(node, BinaryNode.LEFT), depth - 1);
            checkTree(mutator.getSlot(node, BinaryNode.RIGHT), depth - 1);
        }
    }

    private void checkLeaf(long leaf) {
        long array = mutator.getSlot(leaf, ARRAY_SLOT);
        for (int i = 0; i < ARRAY_LENGTH; i++) {
            CheckFailedException.requireEqual("an element of a payload's array", smallInteger(i), mutator.getSlot(array, i));
        }
        long string = mutator.getSlot(leaf, STRING_SLOT);
        CheckFailedException.requireEqual("the length of a payload's string", textBytes, mutator.rawBytes(string));
        mutator.copyOut(string, Long.BYTES, found, 0, textBytes);
        long difference = MemorySegment.mismatch(text, 0, textBytes, found, 0, textBytes);
        if (difference >= 0) {
            throw new CheckFailedException("a payload's string differs at byte " + difference + " of " + textBytes);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
