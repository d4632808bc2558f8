package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Memory;

/**
 * Wild loads and stores by plain Java in no region, while one is open, among null pointers and stack overflows of Java's own. Argument: how many
 * of each kind.
 */
final class OutsideAccessChild {

    private static final long[] ADDRESSES = {0, 8, 4088, 1_000_008, 0x10_0000_0000L, 0x7fff_ffff_f000L, 0x7ff8_0000_0000_0008L};

    private static final class Node {
        private int value = 1;
    }

    /** So that no load is left out. */
    private static long sum;

    private OutsideAccessChild() {
    }

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        try (TestRegion test = new TestRegion(1)) {
            Check.that(TrapRegion.lastFaultOutside().isEmpty(), "there was no fault outside");
            long expected = 0;
            for (int i = 0; i < count; i++) {
                long address = ADDRESSES[i % ADDRESSES.length];
                access(i % 5, address);
                // An access whose error was on its way may have been followed by another.
                Fault fault = TrapRegion.lastFaultOutside().orElseThrow();
                Check.that(fault.sequence() > expected, "faults " + fault.sequence() + " after " + expected);
                expected = fault.sequence();
                Check.equal(address > 0x7fff_ffff_ffffL ? Fault.NOT_CANONICAL : address, fault.address(), "address of the last fault");
                nullPointer(i % 7 == 6 ? new Node() : null);
                if (i % 1000 == 999) {
                    stackOverflow();
                }
            }
            Check.equal(expected, TrapRegion.lastFaultOutside().orElseThrow().sequence(), "faults, the JVM's own not counted");
            Check.equal(0, test.region.faults(), "faults in the region");
        }
        System.out.println(sum);
    }

    private static void access(int kind, long address) {
        try {
            switch (kind) {
                case 0 -> sum += Memory.getLong(address);
                case 1 -> Memory.putInt(address, 1);
                case 2 -> sum += Memory.getByte(address);
                case 3 -> Memory.putByte(address, (byte) 1);
                default -> sum += 3L * Memory.getInt(address);
            }
            // The error is asynchronous: give it a place to arrive.
            Thread.yield();
        } catch (InternalError e) {
            return;
        }
        throw new AssertionError("no InternalError for an access of kind " + kind + " to 0x" + Long.toHexString(address));
    }

    private static void nullPointer(Node node) {
        try {
            sum += node.value;
            Check.that(node != null, "null has a value");
        } catch (NullPointerException e) {
            Check.that(node == null, "a null pointer of a node");
        }
    }

    private static void stackOverflow() {
        try {
            sum += descend(0);
        } catch (StackOverflowError e) {
            return;
        }
        throw new AssertionError("no StackOverflowError");
    }

    private static int descend(int depth) {
        return depth < 0 ? depth : descend(depth + 1) + 1;
    }
}
