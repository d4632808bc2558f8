package org.tospace.gc.testing;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.tospace.gc.Mutator;

/** Reads and writes raw bytes of an object in every width, in the heap and in its model alike. */
final class RawAccess {
    private final Mutator mutator;
    private final Random random;

    RawAccess(Mutator mutator, Random random) {
        this.mutator = mutator;
        this.random = random;
    }

    /** Fills all raw bytes. */
    void fill(long ref, ModelNode node) {
        random.nextBytes(node.raw);
        mutator.copyIn(MemorySegment.ofArray(node.raw), 0, ref, node.rawOffset(), node.raw.length);
    }

    /** Reads a random place in a random width, compares, and writes it. */
    void change(long ref, ModelNode node) {
        int kind = random.nextInt(7);
        int width = kind == 0 ? 1 : kind == 1 ? 2 : kind == 2 || kind == 4 ? 4 : 8;
        int length = node.raw.length;
        if (kind == 6) {
            copy(ref, node);
        } else if (length >= width) {
            int index = random.nextInt(length - width + 1);
            ByteBuffer model = ByteBuffer.wrap(node.raw).order(ByteOrder.nativeOrder());
            boolean same = exchange(kind, ref, node.rawOffset() + index, model, index);
            if (!same) {
                throw new AssertionError("raw data of " + width + " bytes at " + index + " differs in object 0x" + Long.toHexString(ref));
            }
        }
    }

    private boolean exchange(int kind, long ref, long offset, ByteBuffer model, int index) {
        long value = random.nextLong();
        boolean same;
        switch (kind) {
            case 0 -> {
                same = mutator.getByte(ref, offset) == model.get(index);
                mutator.putByte(ref, offset, (byte) value);
                model.put(index, (byte) value);
            }
            case 1 -> {
                same = mutator.getShort(ref, offset) == model.getShort(index);
                mutator.putShort(ref, offset, (short) value);
                model.putShort(index, (short) value);
            }
            case 2 -> {
                same = mutator.getInt(ref, offset) == model.getInt(index);
                mutator.putInt(ref, offset, (int) value);
                model.putInt(index, (int) value);
            }
            case 3 -> {
                same = mutator.getLong(ref, offset) == model.getLong(index);
                mutator.putLong(ref, offset, value);
                model.putLong(index, value);
            }
            case 4 -> {
                // Compared as bits: the model's bytes may be a NaN.
                same = Float.floatToIntBits(mutator.getFloat(ref, offset)) == Float.floatToIntBits(model.getFloat(index));
                mutator.putFloat(ref, offset, value);
                model.putFloat(index, value);
            }
            default -> {
                same = Double.doubleToLongBits(mutator.getDouble(ref, offset)) == Double.doubleToLongBits(model.getDouble(index));
                mutator.putDouble(ref, offset, value);
                model.putDouble(index, value);
            }
        }
        return same;
    }

    private void copy(long ref, ModelNode node) {
        if (node.raw.length == 0) {
            return;
        }
        int start = random.nextInt(node.raw.length);
        int length = random.nextInt(node.raw.length - start + 1);
        byte[] bytes = new byte[length + 3];
        mutator.copyOut(ref, node.rawOffset() + start, MemorySegment.ofArray(bytes), 3, length);
        for (int i = 0; i < length; i++) {
            if (bytes[i + 3] != node.raw[start + i]) {
                throw new AssertionError("copied raw byte " + (start + i) + " differs in object 0x" + Long.toHexString(ref));
            }
        }
        random.nextBytes(bytes);
        System.arraycopy(bytes, 3, node.raw, start, length);
        mutator.copyIn(MemorySegment.ofArray(bytes), 3, ref, node.rawOffset() + start, length);
    }
}
