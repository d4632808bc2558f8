package org.tospace.workloads.workload;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.tospace.gc.GlobalRoot;
import org.tospace.gc.Mutator;
import org.tospace.gc.RootStack;

/**
 * One thread's graph and its model. {@link #change} makes a random change to both.
 *
 * <p>The live graph stays bounded: nine of ten objects that lose their place in the table also lose their slots, so that few of those
 * outside the table hold others.
 */
final class GraphMutation implements AutoCloseable {
    static final int NODE_TAG = 1;
    static final int TABLE_TAG = 2;
    static final int STACK_ROOTS = 16;

    private static final int MOST_SLOTS = 7;
    private static final int MOST_DATA = 64;
    private static final int LARGE_SLOTS = 3_000;
    private static final int LARGE_DATA = 40_000;
    private static final int LARGE_ONE_IN = 1_000;
    private static final int KEEP_SLOTS_ONE_IN = 10;
    private static final int LONGEST_PATH = 4;

    private final Mutator mutator;
    private final RootStack roots;
    private final SplittableRandom random;
    private final ModelNode[] tableModel;
    private final ModelNode[] stackModel = new ModelNode[STACK_ROOTS];
    private final GlobalRoot table;
    private final int stackBase;
    private long nextId;
    private long comparisons;

    /** The last place found by {@link #choose}: an object and its model. The address is good until the next safepoint. */
    private long chosenAddress;
    private ModelNode chosenModel;

    GraphMutation(Mutator mutator, int entries, long seed) {
        this.mutator = mutator;
        roots = mutator.roots();
        random = new SplittableRandom(seed);
        tableModel = new ModelNode[entries];
        table = mutator.heap().newGlobalRoot(mutator.allocate(TABLE_TAG, entries, 0));
        stackBase = roots.depth();
        for (int i = 0; i < STACK_ROOTS; i++) {
            roots.push(0);
        }
    }

    /** Makes one random change to graph and model. */
    void change() {
        switch (random.nextInt(8)) {
            case 0, 1 -> replaceTableEntry();
            case 2, 3, 4 -> setSlotToNode();
            case 5 -> setSlotToNullOrInteger();
            case 6 -> changeData();
            default -> changeStackRoot();
        }
    }

    /** Compares the whole graph with the model. */
    void compare() {
        new GraphComparison(mutator, ++comparisons).compare(table.get(), tableModel, stackBase, stackModel);
    }

    private void replaceTableEntry() {
        int index = random.nextInt(tableModel.length);
        ModelNode old = tableModel[index];
        if (old != null && random.nextInt(KEEP_SLOTS_ONE_IN) != 0) {
            long address = mutator.getSlot(table.get(), index);
            for (int i = 0; i < old.slots.length; i++) {
                mutator.setSlot(address, i, 0);
                old.slots[i] = null;
            }
        }
        ModelNode model = newModel();
        long address = mutator.allocate(NODE_TAG, model.slots.length, Long.BYTES + model.data.length);
        mutator.putLong(address, rawOffset(model), model.id);
        mutator.setSlot(table.get(), index, address);
        tableModel[index] = model;
    }

    private ModelNode newModel() {
        boolean large = random.nextInt(LARGE_ONE_IN) == 0;
        int slots = random.nextInt(large ? LARGE_SLOTS : MOST_SLOTS + 1);
        int data = random.nextInt(large ? LARGE_DATA : MOST_DATA + 1);
        return new ModelNode(nextId++, slots, data);
    }

    static long rawOffset(ModelNode model) {
        return Long.BYTES * (1L + model.slots.length);
    }

    static long dataOffset(ModelNode model) {
        return rawOffset(model) + Long.BYTES;
    }

    static long smallInteger(long value) {
        return (value << 1) | 1;
    }

    /** Walks from a random root along random references; false when it ends nowhere. No safepoint. */
    private boolean choose() {
        chooseRoot();
        for (int left = random.nextInt(LONGEST_PATH); left > 0 && chosenModel != null && chosenModel.slots.length > 0; left--) {
            int slot = random.nextInt(chosenModel.slots.length);
            if (chosenModel.slots[slot] instanceof ModelNode next) {
                chosenAddress = mutator.getSlot(chosenAddress, slot);
                chosenModel = next;
            }
        }
        return chosenModel != null;
    }

    private void chooseRoot() {
        if (random.nextInt(4) == 0) {
            int index = random.nextInt(STACK_ROOTS);
            chosenModel = stackModel[index];
            chosenAddress = roots.get(stackBase + index);
        } else {
            int index = random.nextInt(tableModel.length);
            chosenModel = tableModel[index];
            chosenAddress = mutator.getSlot(table.get(), index);
        }
    }

    private void setSlotToNode() {
        if (!choose()) {
            return;
        }
        ModelNode target = chosenModel;
        long targetAddress = chosenAddress;
        if (choose() && chosenModel.slots.length > 0) {
            int slot = random.nextInt(chosenModel.slots.length);
            mutator.setSlot(chosenAddress, slot, targetAddress);
            chosenModel.slots[slot] = target;
        }
    }

    private void setSlotToNullOrInteger() {
        if (!choose() || chosenModel.slots.length == 0) {
            return;
        }
        int slot = random.nextInt(chosenModel.slots.length);
        if (random.nextBoolean()) {
            mutator.setSlot(chosenAddress, slot, 0);
            chosenModel.slots[slot] = null;
        } else {
            long integer = random.nextInt();
            mutator.setSlot(chosenAddress, slot, smallInteger(integer));
            chosenModel.slots[slot] = integer;
        }
    }

    private void changeData() {
        if (!choose() || chosenModel.data.length == 0) {
            return;
        }
        int at = random.nextInt(chosenModel.data.length);
        if (random.nextBoolean()) {
            byte value = (byte) random.nextInt();
            mutator.putByte(chosenAddress, dataOffset(chosenModel) + at, value);
            chosenModel.data[at] = value;
        } else {
            random.nextBytes(chosenModel.data);
            putWords(chosenAddress, chosenModel);
        }
    }

    private void putWords(long address, ModelNode model) {
        long offset = dataOffset(model);
        MemorySegment data = MemorySegment.ofArray(model.data);
        int at = 0;
        for (; at + Long.BYTES <= model.data.length; at += Long.BYTES) {
            mutator.putLong(address, offset + at, data.get(ValueLayout.JAVA_LONG_UNALIGNED, at));
        }
        for (; at < model.data.length; at++) {
            mutator.putByte(address, offset + at, model.data[at]);
        }
    }

    private void changeStackRoot() {
        int index = random.nextInt(STACK_ROOTS);
        boolean found = choose() && random.nextInt(4) != 0;
        roots.set(stackBase + index, found ? chosenAddress : 0);
        stackModel[index] = found ? chosenModel : null;
    }

    @Override
    public void close() {
        roots.truncate(stackBase);
        table.close();
    }
}
