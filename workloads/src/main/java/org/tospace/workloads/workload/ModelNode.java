package org.tospace.workloads.workload;

/**
 * What an object of the {@link Graph} workload must look like, as plain Java: the same slots and data, with other model nodes where the object
 * has references.
 */
final class ModelNode {
    /** Different for each object of a thread; the object holds it, too. */
    final long id;
    /** A model node, a {@link Long} for a small integer, or null. */
    final Object[] slots;
    final byte[] data;
    /** Where the object was when last seen; valid within one comparison, told by {@link #seenIn}. */
    long address;
    long seenIn;

    ModelNode(long id, int slotCount, int dataBytes) {
        this.id = id;
        slots = new Object[slotCount];
        data = new byte[dataBytes];
    }
}
