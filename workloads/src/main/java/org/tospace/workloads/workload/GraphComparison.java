package org.tospace.workloads.workload;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tospace.gc.Mutator;
import org.tospace.gc.RootStack;

/**
 * One comparison of a graph with its model, from all roots. No safepoint from beginning to end, so that an object's address is its identity:
 * every model node must be met at one address only, and hold what the object there holds.
 */
final class GraphComparison {
    private final Mutator mutator;
    private final long number;
    private final Deque<ModelNode> toVisit = new ArrayDeque<>();

    GraphComparison(Mutator mutator, long number) {
        this.mutator = mutator;
        this.number = number;
    }

    void compare(long table, ModelNode[] tableModel, int stackBase, ModelNode[] stackModel) {
        CheckFailedException.requireEqual("the table's tag", GraphMutation.TABLE_TAG, mutator.tag(table));
        CheckFailedException.requireEqual("the table's length", tableModel.length, mutator.slotCount(table));
        for (int i = 0; i < tableModel.length; i++) {
            compareSlot(mutator.getSlot(table, i), tableModel[i]);
        }
        RootStack roots = mutator.roots();
        for (int i = 0; i < stackModel.length; i++) {
            compareSlot(roots.get(stackBase + i), stackModel[i]);
        }
        while (!toVisit.isEmpty()) {
            ModelNode model = toVisit.pop();
            compareObject(model.address, model);
            for (int i = 0; i < model.slots.length; i++) {
                compareSlot(mutator.getSlot(model.address, i), model.slots[i]);
            }
        }
    }

    private void compareSlot(long value, Object model) {
        switch (model) {
            case null -> CheckFailedException.requireEqual("a slot that holds null", 0, value);
            case ModelNode node when node.seenIn != number -> {
                if (value == 0 || (value & 7) != 0) {
                    throw new CheckFailedException("a slot must refer to node " + node.id + " and holds 0x" + Long.toHexString(value));
                }
                node.seenIn = number;
                node.address = value;
                toVisit.push(node);
            }
            case ModelNode node when node.address != value -> throw new CheckFailedException("node " + node.id + " is at two addresses, 0x"
                    + Long.toHexString(node.address) + " and 0x" + Long.toHexString(value));
            case ModelNode _ -> { }
            default -> CheckFailedException.requireEqual("a slot that holds a small integer",
                    GraphMutation.smallInteger((Long) model), value);
        }
    }

    private void compareObject(long address, ModelNode model) {
        CheckFailedException.requireEqual("a node's tag", GraphMutation.NODE_TAG, mutator.tag(address));
        CheckFailedException.requireEqual("a node's number of slots", model.slots.length, mutator.slotCount(address));
        CheckFailedException.requireEqual("a node's raw bytes", Long.BYTES + model.data.length, mutator.rawBytes(address));
        CheckFailedException.requireEqual("a node's id", model.id, mutator.getLong(address, GraphMutation.rawOffset(model)));
        long offset = GraphMutation.dataOffset(model);
        for (int i = 0; i < model.data.length; i++) {
            if (mutator.getByte(address, offset + i) != model.data[i]) {
                throw new CheckFailedException("byte " + i + " of node " + model.id + " must be " + model.data[i] + " and is "
                        + mutator.getByte(address, offset + i));
            }
        }
    }
}
