package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.Memory;

/** Wild loads and stores by plain Java, by the thousand. Argument: how many of each. */
final class WildAccessChild {

    /** So that no load is left out. */
    private static long sum;

    private WildAccessChild() {
    }

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        try (TestRegion test = new TestRegion(4); Accessors accessors = new Accessors()) {
            test.protectAll(Access.NONE);
            long expected = 0;
            for (int i = 0; i < count; i++) {
                expected++;
                long address = test.front + (i * 8L & 4 * TestRegion.PAGE - 1);
                access(test.region, i % 6, address);
                Check.equal(expected, test.region.faults(), "faults");
                Check.equal(address, test.region.lastFault().orElseThrow().address(), "address of the last fault");
            }
            Check.equal(0, test.traps.get(), "upcalls");
            for (long i = 0; i < test.mapping.bytes(); i += 8) {
                Check.equal(0, Memory.getLong(test.back + i), "the protected memory");
            }
            Check.equal(0, accessors.getLong(test.front), "a served load");
            Check.equal(1, test.traps.get(), "upcalls");
        }
        System.out.println(sum);
    }

    private static void access(TrapRegion region, int kind, long address) {
        long before = region.faults();
        try {
            switch (kind) {
                case 0 -> sum += Memory.getLong(address);
                case 1 -> Memory.putInt(address, 1);
                case 2 -> sum += Memory.getIntAcquire(address);
                case 3 -> sum += Memory.getByte(address);
                // Widened: of all that C2 makes of loads, the one that HotSpot cannot skip.
                case 4 -> sum += 3L * Memory.getInt(address);
                default -> Memory.putLongRelease(address, 1);
            }
            // The error is asynchronous: give it a place to arrive.
            Thread.yield();
        } catch (InternalError e) {
            Check.equal(before + 1, region.faults(), "faults at the error");
            return;
        }
        throw new AssertionError("no InternalError for an access of kind " + kind);
    }
}
