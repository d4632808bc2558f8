package org.tospace.gc.testing;

import java.util.Arrays;
import java.util.Random;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.RootStack;

/**
 * A root stack that is used at random, beside a model in a Java array. A slot holds a number of its own or a reference to an object that
 * holds a number; the model keeps the number, negative for an object's.
 */
public final class DeepStack {
    private static final ObjectLayout NUMBER = ObjectLayout.of(1, 1, 8);
    private static final int LONGEST = 3_000;

    private final Mutator mutator;
    private final RootStack roots;
    private final ReferenceEncoding encoding;
    private final Random random;
    private final int deepest;
    private final long[] model;
    private int depth;
    private long numbers;

    /** An empty stack. */
    public DeepStack(Mutator mutator, long seed, int deepest) {
        this.mutator = mutator;
        this.roots = mutator.roots();
        this.encoding = mutator.heap().options().encoding();
        this.random = new Random(seed);
        this.deepest = deepest;
        this.model = new long[deepest + 1];
    }

    /** Makes a number of changes. */
    public void run(int steps) {
        while (depth < deepest / 2) {
            pushSome(LONGEST);
        }
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        int choice = random.nextInt(100);
        if (choice < 40) {
            pushSome(1 + random.nextInt(random.nextInt(10) == 0 ? LONGEST : 20));
        } else if (choice < 50) {
            garbage(random.nextInt(200));
        } else if (choice < 62) {
            popSome(1 + random.nextInt(200));
        } else if (choice < 65) {
            truncate();
        } else if (choice < 80) {
            for (int i = 0; i < 20 && depth > 0; i++) {
                compare(random.nextInt(depth));
            }
        } else if (choice < 90) {
            change();
        } else {
            bulk();
        }
    }

    private void truncate() {
        // Mostly by little, so that the stack gets deep; now and then to any depth.
        depth = random.nextInt(40) == 0 ? random.nextInt(depth + 1) : Math.max(0, depth - random.nextInt(LONGEST));
        roots.truncate(depth);
    }

    private void pushSome(int count) {
        for (int i = 0; i < count && depth < deepest; i++) {
            int kind = random.nextInt(count > 100 ? 40 : 4);
            if (kind == 0) {
                numbers++;
                long object = mutator.allocate(NUMBER);
                mutator.putLong(object, NUMBER.rawOffset(), numbers);
                roots.push(encoding.value(object));
                model[depth++] = -numbers;
            } else if (kind == 1 || depth == 0) {
                numbers++;
                roots.push(immediate(numbers));
                model[depth++] = numbers;
            } else {
                // Mostly from near by, where slots are hot; at times from far below.
                int from = random.nextInt(20) == 0 ? random.nextInt(depth) : Math.max(0, depth - 1 - random.nextInt(100));
                roots.push(roots.get(from));
                model[depth] = model[from];
                depth++;
            }
        }
    }

    private void popSome(int count) {
        for (int i = 0; i < count && depth > 0; i++) {
            int distance = random.nextInt(Math.min(depth, 100));
            require(depth - 1 - distance, roots.peek(distance));
            require(depth - 1, roots.pop());
            depth--;
        }
    }

    private void garbage(int count) {
        for (int i = 0; i < count; i++) {
            mutator.allocate(1, 10, 100);
        }
        if (random.nextInt(400) == 0) {
            mutator.heap().collect();
        }
    }

    private void change() {
        for (int i = 0; i < 10 && depth > 0; i++) {
            int slot = random.nextInt(depth);
            if (random.nextBoolean()) {
                int from = random.nextInt(depth);
                roots.set(slot, roots.get(from));
                model[slot] = model[from];
            } else {
                numbers++;
                roots.set(slot, immediate(numbers));
                model[slot] = numbers;
            }
        }
    }

    private void bulk() {
        int count = random.nextInt(Math.min(depth, 400) + 1);
        if (count == 0) {
            return;
        }
        int from = random.nextInt(depth - count + 1);
        int to = random.nextInt(depth - count + 1);
        switch (random.nextInt(4)) {
            case 0 -> {
                roots.copy(from, to, count);
                System.arraycopy(model, from, model, to, count);
            }
            case 1 -> {
                numbers++;
                roots.fill(from, count, immediate(numbers));
                Arrays.fill(model, from, from + count, numbers);
            }
            case 2 -> {
                if (depth + count <= deepest) {
                    long[] values = new long[count];
                    roots.copyTo(from, values, 0, count);
                    roots.pushAll(values, 0, count);
                    System.arraycopy(model, from, model, depth, count);
                    depth += count;
                }
            }
            default -> {
                int slot = depth - random.nextInt(count);
                if (depth < deepest) {
                    numbers++;
                    roots.insert(slot, immediate(numbers));
                    System.arraycopy(model, slot, model, slot + 1, depth - slot);
                    model[slot] = numbers;
                    depth++;
                }
            }
        }
    }

    /** Compares every slot with the model. */
    public void compareAll() {
        for (int i = 0; i < depth; i++) {
            compare(i);
        }
    }

    private void compare(int slot) {
        require(slot, roots.get(slot));
    }

    private void require(int slot, long value) {
        long expected = model[slot];
        boolean same = roots.depth() <= depth && (expected > 0 ? value == immediate(expected)
                : encoding.isReference(value) && mutator.getLong(encoding.address(value), NUMBER.rawOffset()) == -expected);
        if (!same) {
            throw new AssertionError("slot " + slot + " of " + depth + " holds 0x" + Long.toHexString(value) + ", not "
                    + (expected > 0 ? "the number " + expected : "object " + -expected));
        }
    }

    private static long immediate(long number) {
        return number << 3 | 1;
    }
}
