package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tospace.runtime.trap.TestRegion.PAGE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;

class TrapRegionTest {

    private static final TrapHandler NEVER = address -> false;

    @Test
    void theActionIsInstalledWithTheFirstRegionAndRemovedWithTheLast() {
        SignalAction before = SignalAction.current(SignalAction.SIGSEGV);
        TrapRegion first = TrapRegion.open(PAGE, PAGE, 0, NEVER);
        SignalAction during = SignalAction.current(SignalAction.SIGSEGV);
        assertNotEquals(before.handler(), during.handler());
        int flags = SignalAction.SA_SIGINFO | SignalAction.SA_RESTART | SignalAction.SA_NODEFER;
        assertEquals(flags, during.flags() & flags);
        assertEquals(0, during.mask() & (1L << (SignalAction.SIGSEGV - 1) | 1L << (SignalAction.SIGBUS - 1)));
        TrapRegion second = TrapRegion.open(2 * PAGE, PAGE, 0, NEVER);
        first.close();
        assertEquals(during, SignalAction.current(SignalAction.SIGSEGV));
        first.close();
        assertEquals(during, SignalAction.current(SignalAction.SIGSEGV));
        second.close();
        assertEquals(before, SignalAction.current(SignalAction.SIGSEGV));
        TrapRegion again = TrapRegion.open(PAGE, PAGE, 0, NEVER);
        assertEquals(during, SignalAction.current(SignalAction.SIGSEGV), "the same code serves again");
        again.close();
        assertEquals(before, SignalAction.current(SignalAction.SIGSEGV));
    }

    @Test
    void eachOfManyRegionsIsServedByItsOwnHandler() {
        List<TestRegion> tests = new ArrayList<>();
        try (Accessors accessors = new Accessors()) {
            for (int i = 0; i < 50; i++) {
                tests.add(new TestRegion(2));
                Memory.putLong(tests.get(i).back + PAGE, i);
                tests.get(i).protectAll(Access.NONE);
            }
            for (int i = 49; i >= 0; i--) {
                assertEquals(i, accessors.getLong(tests.get(i).front + PAGE));
            }
            for (TestRegion test : tests) {
                assertEquals(1, test.traps.get());
            }
        } finally {
            tests.forEach(TestRegion::close);
        }
    }

    @Test
    void regionsMayBeOpenedAndClosedInAnyOrder() {
        long seed = Long.getLong("tospace.seed", System.nanoTime());
        Random random = new Random(seed);
        SignalAction before = SignalAction.current(SignalAction.SIGSEGV);
        List<TestRegion> open = new ArrayList<>();
        try (Accessors accessors = new Accessors()) {
            for (int i = 0; i < 300; i++) {
                if (open.isEmpty() || random.nextInt(5) < 3 && open.size() < 10) {
                    open.add(new TestRegion(1));
                } else {
                    open.remove(random.nextInt(open.size())).close();
                }
                for (TestRegion test : open) {
                    long traps = test.traps.get();
                    test.protectAll(Access.NONE);
                    accessors.putLong(test.front + 8, i);
                    assertEquals(i, accessors.getLong(test.front + 8), () -> "-Dtospace.seed=" + seed);
                    assertEquals(traps + 1, test.traps.get(), () -> "-Dtospace.seed=" + seed);
                }
            }
        } finally {
            open.forEach(TestRegion::close);
        }
        assertEquals(before, SignalAction.current(SignalAction.SIGSEGV));
    }

    @Test
    void regionsDoNotOverlap() {
        try (TrapRegion region = TrapRegion.open(16 * PAGE, 4 * PAGE, 0, NEVER)) {
            for (long start : new long[] {13, 15, 16, 17, 19}) {
                assertThrows(IllegalArgumentException.class, () -> TrapRegion.open(start * PAGE, 4 * PAGE, 0, NEVER));
            }
            assertThrows(IllegalArgumentException.class, () -> TrapRegion.open(PAGE, 40 * PAGE, 0, NEVER));
            TrapRegion.open(12 * PAGE, 4 * PAGE, 0, NEVER).close();
            TrapRegion.open(20 * PAGE, 4 * PAGE, 0, NEVER).close();
            assertEquals(0, region.faults());
        }
        TrapRegion.open(16 * PAGE, 4 * PAGE, 0, NEVER).close();
    }

    @Test
    void badArgumentsAreRefusedAndInstallNothing() {
        SignalAction before = SignalAction.current(SignalAction.SIGSEGV);
        assertThrows(IllegalArgumentException.class, () -> TrapRegion.open(PAGE, 0, 0, NEVER));
        assertThrows(IllegalArgumentException.class, () -> TrapRegion.open(PAGE, -PAGE, 0, NEVER));
        assertThrows(IllegalArgumentException.class, () -> TrapRegion.open(-PAGE, PAGE, 0, NEVER));
        assertThrows(IllegalArgumentException.class, () -> TrapRegion.open(Long.MAX_VALUE, PAGE, 0, NEVER));
        assertThrows(NullPointerException.class, () -> TrapRegion.open(PAGE, PAGE, 0, null));
        assertEquals(before, SignalAction.current(SignalAction.SIGSEGV));
    }

    @Test
    void moreRegionsThanTheTableHoldsAreRefusedAndTheOthersStillServed() {
        Deque<TrapRegion> regions = new ArrayDeque<>();
        try (Accessors accessors = new Accessors()) {
            for (int i = 1; i < RegionTable.CAPACITY; i++) {
                regions.add(TrapRegion.open(i * PAGE, PAGE, 0, NEVER));
            }
            try (TestRegion last = new TestRegion(1)) {
                String message = assertThrows(IllegalStateException.class,
                        () -> TrapRegion.open(5000 * PAGE, PAGE, 0, NEVER)).getMessage();
                assertTrue(message.startsWith("at most 1024 trap regions"), message);
                last.protectAll(Access.NONE);
                assertEquals(0, accessors.getLong(last.front));
                assertEquals(1, last.traps.get());
            }
            regions.removeFirst().close();
            regions.add(TrapRegion.open(5000 * PAGE, PAGE, 0, NEVER));
        } finally {
            regions.forEach(TrapRegion::close);
        }
    }

    @Test
    void guardsTrapToo() {
        int install = 102;
        int remove = 103;
        try (DualMapping mapping = DualMapping.create("guards", PAGE);
                Accessors accessors = new Accessors();
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), PAGE, 0, address -> SystemCall
                        .invoke(SystemCallNumber.MADVISE, address & -PAGE, PAGE, remove) == 0)) {
            assumeTrue(SystemCall.invoke(SystemCallNumber.MADVISE, mapping.frontAddress(), PAGE, install) == 0,
                    "this kernel has no guards for shared memory");
            Memory.putLong(mapping.backAddress() + 8, 42);
            assertThrows(InternalError.class, () -> Memory.getLong(mapping.frontAddress() + 8));
            assertEquals(1, region.faults());
            assertEquals(42, accessors.getLong(mapping.frontAddress() + 8));
            assertEquals(42, Memory.getLong(mapping.frontAddress() + 8));
        }
    }

    @Test
    void faultsOfPlainJavaAreRecordedWithTheirContext() {
        try (DualMapping mapping = DualMapping.create("wild", 2 * PAGE)) {
            TrapRegion region = TrapRegion.open(mapping.frontAddress(), PAGE, mapping.backAddress() + PAGE, NEVER);
            mapping.protect(mapping.frontAddress(), PAGE, Access.NONE);
            assertFalse(region.lastFault().isPresent());
            for (int i = 1; i <= 20; i++) {
                long address = mapping.frontAddress() + 8 * i;
                Memory.putLong(mapping.backAddress() + PAGE, 1000 + i);
                assertThrows(InternalError.class, () -> Memory.getLong(address));
                Fault fault = region.lastFault().orElseThrow();
                assertEquals(address, fault.address());
                assertEquals(1000 + i, fault.context());
                assertEquals(i, fault.sequence());
                assertEquals(i, region.faults());
                assertNotEquals(0, fault.programCounter());
            }
            region.close();
            assertEquals(20, region.faults());
            assertEquals(20, region.lastFault().orElseThrow().sequence());
            try (TrapRegion anew = TrapRegion.open(mapping.frontAddress(), PAGE, 0, NEVER)) {
                assertEquals(0, anew.faults());
                assertTrue(anew.lastFault().isEmpty());
                assertThrows(InternalError.class, () -> Memory.putByte(mapping.frontAddress(), (byte) 1));
                assertEquals(0, anew.lastFault().orElseThrow().context());
            }
        }
    }
}
