package org.tospace.gc.testing;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import org.tospace.gc.Blocked;
import org.tospace.gc.GlobalRoot;
import org.tospace.gc.Mutator;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.RootStack;

/**
 * One mutator that changes a graph of objects at random, does the same to a model of plain Java objects, and compares what it meets
 * with the model. Everything follows from the seed but the times at which the collector works.
 */
public final class GraphMutator {
    private static final int MOST_ROOTS = 200;
    private static final int GLOBALS = 8;
    private static final int CHECK_PERIOD = 500;

    private final Mutator mutator;
    private final RootStack roots;
    private final ReferenceEncoding encoding;
    private final Random random;
    private final Model model;
    private final ObjectShapes shapes;
    private final RawAccess raw;
    private final long liveBytes;
    private final GlobalRoot[] globals = new GlobalRoot[GLOBALS];
    private long stepsDone;
    /** Where the last walk ended. */
    private ModelNode node;
    private long ref;

    /**
     * A mutator's graph, empty.
     *
     * @param liveBytes how much it may keep alive
     */
    public GraphMutator(Mutator mutator, long seed, long liveBytes) {
        this.mutator = mutator;
        this.roots = mutator.roots();
        this.encoding = mutator.heap().options().encoding();
        this.random = new Random(seed);
        this.model = new Model(GLOBALS, random);
        this.shapes = new ObjectShapes(random, mutator.heap().options().pageBytes(), liveBytes / 8);
        this.raw = new RawAccess(mutator, random);
        this.liveBytes = liveBytes;
        for (int i = 0; i < GLOBALS; i++) {
            globals[i] = mutator.heap().newGlobalRoot(0);
        }
    }

    /** Makes a number of changes. */
    public void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            stepsDone++;
            if (stepsDone % CHECK_PERIOD == 0) {
                shrink();
            }
        }
    }

    /** Drops every root, global ones too. */
    public void close() {
        roots.truncate(0);
        for (GlobalRoot global : globals) {
            global.close();
        }
    }

    private void step() {
        int choice = random.nextInt(100);
        if (model.roots.isEmpty() || choice < 15) {
            allocate();
        } else if (choice < 22) {
            garbage();
        } else if (choice < 40) {
            link();
        } else if (choice < 48) {
            putImmediate();
        } else if (choice < 55) {
            compareAndSet();
        } else if (choice < 80) {
            if (walk()) {
                raw.change(ref, node);
            }
        } else if (choice < 90) {
            if (walk()) {
                compare(node, ref);
            }
        } else if (choice < 92) {
            ask();
        } else if (choice < 96) {
            changeRoots();
        } else if (choice < 99) {
            changeGlobal();
        } else if (random.nextInt(100) == 0) {
            mutator.heap().collect();
        } else if (random.nextInt(3) == 0) {
            try (Blocked _ = mutator.blocked()) {
                Thread.yield();
            }
        } else {
            mutator.poll();
        }
    }

    private void allocate() {
        if (roots.depth() >= MOST_ROOTS) {
            dropRoot(model.randomRoot());
        }
        ModelNode made = shapes.next();
        long object = mutator.allocate(made.tag, made.slots.length, made.raw.length);
        roots.push(encoding.value(object));
        model.roots.add(made);
        compare(made, object);
        if (made.raw.length > 0) {
            raw.fill(object, made);
        }
    }

    private void garbage() {
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            ModelNode made = shapes.nextSmall();
            long object = mutator.allocate(made.tag, made.slots.length, made.raw.length);
            if (made.raw.length > 0) {
                mutator.putByte(object, made.rawOffset(), (byte) 1);
            }
        }
    }

    private void link() {
        if (walk()) {
            ModelNode target = node;
            long targetRef = ref;
            if (walk() && node.slots.length > 0) {
                int slot = random.nextInt(node.slots.length);
                mutator.setSlot(ref, slot, encoding.value(targetRef));
                node.slots[slot] = target;
            }
        }
    }

    private void putImmediate() {
        if (walk() && node.slots.length > 0) {
            int slot = random.nextInt(node.slots.length);
            long value = random.nextBoolean() ? 0 : immediate();
            mutator.setSlot(ref, slot, value);
            node.slots[slot] = value == 0 ? null : (Object) value;
        }
    }

    private long immediate() {
        return encoding == ReferenceEncoding.LOW_BITS ? random.nextLong() | 1 : Double.doubleToLongBits(random.nextGaussian());
    }

    private void compareAndSet() {
        if (walk() && node.slots.length > 0) {
            int slot = random.nextInt(node.slots.length);
            long expected = mutator.getSlot(ref, slot);
            long value = immediate();
            require(!mutator.compareAndSetSlot(ref, slot, expected ^ 16, value), "compare-and-set of a value that is not there");
            require(mutator.compareAndSetSlot(ref, slot, expected, value), "compare-and-set of the value that is there");
            node.slots[slot] = value;
        }
    }

    private void ask() {
        if (walk()) {
            int hash = mutator.identityHash(ref);
            require(!node.asked || hash == node.identityHash, "identity hash was " + node.identityHash + " and is " + hash);
            node.asked = true;
            node.identityHash = hash;
        }
    }

    private void changeRoots() {
        if (random.nextInt(3) == 0) {
            dropRoot(model.randomRoot());
        } else if (walk() && roots.depth() < MOST_ROOTS) {
            roots.push(encoding.value(ref));
            model.roots.add(node);
        }
    }

    private void dropRoot(int index) {
        roots.set(index, roots.peek());
        roots.pop();
        ModelNode last = model.roots.removeLast();
        if (index < model.roots.size()) {
            model.roots.set(index, last);
        }
    }

    private void changeGlobal() {
        int index = random.nextInt(GLOBALS);
        switch (random.nextInt(3)) {
            case 0 -> {
                globals[index].set(0);
                model.globals[index] = null;
            }
            case 1 -> {
                globals[index].close();
                globals[index] = mutator.heap().newGlobalRoot(0);
                model.globals[index] = null;
            }
            default -> {
                if (walk()) {
                    globals[index].set(encoding.value(ref));
                    model.globals[index] = node;
                }
            }
        }
    }

    /** Follows references from a root, in heap and model alike; no safepoint. False when the model has nothing there. */
    private boolean walk() {
        long value;
        int start = random.nextInt(model.roots.size() + GLOBALS);
        if (start < GLOBALS) {
            node = model.globals[start];
            value = globals[start].get();
        } else {
            node = model.roots.get(start - GLOBALS);
            value = roots.get(start - GLOBALS);
        }
        if (node == null) {
            require(value == 0, "a root that should be empty holds 0x" + Long.toHexString(value));
            return false;
        }
        ref = address(value);
        compareHeader(node, ref);
        for (int steps = random.nextInt(8); steps > 0 && node.slots.length > 0; steps--) {
            int slot = random.nextInt(node.slots.length);
            if (!(node.slots[slot] instanceof ModelNode next)) {
                break;
            }
            ref = address(mutator.getSlot(ref, slot));
            node = next;
            compareHeader(node, ref);
        }
        return true;
    }

    private long address(long value) {
        require(encoding.isReference(value), "a value should be a reference: 0x" + Long.toHexString(value));
        return encoding.address(value);
    }

    private void compareHeader(ModelNode expected, long object) {
        require(mutator.tag(object) == expected.tag && mutator.slotCount(object) == expected.slots.length
                && mutator.rawBytes(object) == expected.raw.length, "object at 0x" + Long.toHexString(object) + " should have tag "
                + expected.tag + ", " + expected.slots.length + " slots, " + expected.raw.length + " raw bytes; has tag "
                + mutator.tag(object) + ", " + mutator.slotCount(object) + ", " + mutator.rawBytes(object));
    }

    private void compare(ModelNode expected, long object) {
        compareHeader(expected, object);
        if (expected.asked) {
            int hash = mutator.identityHash(object);
            require(hash == expected.identityHash, "identity hash of object 0x" + Long.toHexString(object) + " was " + expected.identityHash
                    + " and is " + hash);
        }
        for (int i = 0; i < expected.slots.length; i++) {
            long value = mutator.getSlot(object, i);
            Object should = expected.slots[i];
            boolean same = should instanceof ModelNode ? encoding.isReference(value) : value == (should == null ? 0 : (long) should);
            require(same, "slot " + i + " of object 0x" + Long.toHexString(object) + " holds 0x" + Long.toHexString(value));
        }
        byte[] bytes = new byte[expected.raw.length];
        mutator.copyOut(object, expected.rawOffset(), MemorySegment.ofArray(bytes), 0, bytes.length);
        int difference = Arrays.mismatch(bytes, expected.raw);
        require(difference < 0, "raw byte " + difference + " of " + bytes.length + " differs in object 0x" + Long.toHexString(object));
    }

    private void shrink() {
        while (model.reachableBytes() > liveBytes) {
            int keep = roots.depth() / 2;
            roots.truncate(keep);
            while (model.roots.size() > keep) {
                model.roots.removeLast();
            }
            for (int i = 0; i < GLOBALS; i++) {
                globals[i].set(0);
                model.globals[i] = null;
            }
        }
    }

    /** Compares everything that the roots reach with the model, identities included. No safepoint. */
    public void compareAll() {
        Map<ModelNode, Long> addresses = new IdentityHashMap<>();
        Map<Long, ModelNode> nodes = new HashMap<>();
        Deque<ModelNode> open = new ArrayDeque<>();
        for (int i = 0; i < model.roots.size(); i++) {
            meet(model.roots.get(i), roots.get(i), addresses, nodes, open);
        }
        for (int i = 0; i < GLOBALS; i++) {
            if (model.globals[i] != null) {
                meet(model.globals[i], globals[i].get(), addresses, nodes, open);
            }
        }
        while (!open.isEmpty()) {
            ModelNode next = open.pop();
            long object = addresses.get(next);
            compare(next, object);
            for (int i = 0; i < next.slots.length; i++) {
                if (next.slots[i] instanceof ModelNode child) {
                    meet(child, mutator.getSlot(object, i), addresses, nodes, open);
                }
            }
        }
    }

    private void meet(ModelNode expected, long value, Map<ModelNode, Long> addresses, Map<Long, ModelNode> nodes, Deque<ModelNode> open) {
        long object = address(value);
        Long before = addresses.putIfAbsent(expected, object);
        if (before == null) {
            require(nodes.putIfAbsent(object, expected) == null, "two objects at one address, 0x" + Long.toHexString(object));
            open.push(expected);
        } else {
            require(before == object, "one object at two addresses, 0x" + Long.toHexString(before) + " and 0x" + Long.toHexString(object));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
