package org.tospace.gc.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A mutator's roots as they should be, and what they reach. */
final class Model {
    final List<ModelNode> roots = new ArrayList<>();
    final ModelNode[] globals;
    private final Random random;
    private long mark;

    Model(int globals, Random random) {
        this.globals = new ModelNode[globals];
        this.random = random;
    }

    /** Bytes of all objects that the roots reach. */
    long reachableBytes() {
        mark++;
        Deque<ModelNode> open = new ArrayDeque<>();
        roots.forEach(node -> reach(node, open));
        for (ModelNode node : globals) {
            reach(node, open);
        }
        long bytes = 0;
        while (!open.isEmpty()) {
            ModelNode node = open.pop();
            bytes += node.sizeBytes();
            for (Object value : node.slots) {
                reach(value, open);
            }
        }
        return bytes;
    }

    private void reach(Object value, Deque<ModelNode> open) {
        if (value instanceof ModelNode node && node.mark != mark) {
            node.mark = mark;
            open.push(node);
        }
    }

    int randomRoot() {
        return random.nextInt(roots.size());
    }
}
