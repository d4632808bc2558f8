package org.tospace.runtime.signalsafe.graph;

/**
 * How memory is read or written.
 *
 * @param size how much of it; bytes and shorts are extended by their signs when read
 * @param order what the access is ordered with
 */
public record MemoryAccess(Size size, Order order) {

    /** How much memory. */
    public enum Size {
        /** 8 bits. */
        BYTE,
        /** 16 bits. */
        SHORT,
        /** 32 bits. */
        INT,
        /** 64 bits. */
        LONG;

        /** The type of a value of this size. */
        public Type type() {
            return this == LONG ? Type.LONG : Type.INT;
        }
    }

    /** What an access is ordered with, as {@code Memory} defines it. */
    public enum Order {
        /** Nothing. */
        PLAIN,
        /** Other opaque accesses of the same place. */
        OPAQUE,
        /** Everything later. */
        ACQUIRE,
        /** Everything earlier. */
        RELEASE,
        /** Both. */
        VOLATILE
    }
}
