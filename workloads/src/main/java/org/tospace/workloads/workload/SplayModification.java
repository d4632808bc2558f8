package org.tospace.workloads.workload;

import java.util.SplittableRandom;
import org.tospace.gc.Mutator;

/** Octane's changes to a splay tree, on random keys. */
final class SplayModification {
    private final Mutator mutator;
    private final SplayTree tree;
    private final SplayPayload payload;
    private final SplittableRandom random;

    SplayModification(Mutator mutator, SplayTree tree, SplayPayload payload, long seed) {
        this.mutator = mutator;
        this.tree = tree;
        this.payload = payload;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Inserts a node with a key that the tree does not have.
     *
     * @return the key
     */
    double insertNewNode() {
        double key;
        do {
            key = random.nextDouble();
        } while (tree.contains(key));
        mutator.roots().push(payload.create(key));
        tree.insert(key);
        return key;
    }

    /** Inserts a new node and removes the one with the next smaller key; the new one itself where there is none. */
    void replaceOneNode() {
        double key = insertNewNode();
        double smaller = tree.greatestKeyBelow(key);
        tree.remove(Double.isNaN(smaller) ? key : smaller);
    }
}
