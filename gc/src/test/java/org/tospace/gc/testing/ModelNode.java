package org.tospace.gc.testing;

/** What an object of the heap should look like, as a plain Java object. */
final class ModelNode {
    final int tag;
    /** A {@code ModelNode}, a {@code Long} for a value that is no reference, or null for 0. */
    final Object[] slots;
    final byte[] raw;
    /** Whether its identity hash was asked for, and what it was. */
    boolean asked;
    int identityHash;
    /** The last walk that met it. */
    long mark;

    ModelNode(int tag, int slots, int rawBytes) {
        this.tag = tag;
        this.slots = new Object[slots];
        this.raw = new byte[rawBytes];
    }

    long sizeBytes() {
        return 8 + 8L * slots.length + raw.length;
    }

    long rawOffset() {
        return 8 + 8L * slots.length;
    }
}
