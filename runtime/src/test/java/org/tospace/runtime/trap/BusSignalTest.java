package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tospace.runtime.trap.TestRegion.PAGE;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Operand;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.probe.Mechanism;

/** Regions whose closed pages raise SIGBUS: pages without page table entries under a {@code userfaultfd}. */
class BusSignalTest {

    private static final TrapHandler NEVER = address -> false;
    private static final long GETTID = 186;
    private static final long TGKILL = 234;
    private static final int PAGES = 4;

    @BeforeEach
    void needsUserFault() {
        assumeTrue(Mechanism.USER_FAULT.probe().available(), "this machine has no userfaultfd");
    }

    /** Pages that hold their own number, closed. */
    private static DualMapping closedPages(UserFault userFault) {
        DualMapping mapping = DualMapping.create("bus-test", PAGES * PAGE);
        userFault.register(mapping.frontAddress(), mapping.bytes(), UserFault.MODE_MINOR | UserFault.MODE_MISSING);
        for (long i = 0; i < PAGES; i++) {
            Memory.putLong(mapping.backAddress() + i * PAGE, i);
        }
        Advice.give(Advice.DONTNEED, mapping.frontAddress(), mapping.bytes());
        return mapping;
    }

    private static UserFault userFault() {
        return UserFault.open(UserFault.FEATURE_SIGBUS | UserFault.FEATURE_MINOR_SHMEM | UserFault.FEATURE_MISSING_SHMEM);
    }

    @Test
    void accessorsAreServedByUpcall() {
        AtomicInteger traps = new AtomicInteger();
        try (UserFault userFault = userFault(); DualMapping mapping = closedPages(userFault); Accessors accessors = new Accessors();
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, TrapSignal.BUS, address -> {
                    traps.incrementAndGet();
                    userFault.continuePages(address & -PAGE, PAGE);
                    return true;
                })) {
            for (long i = 0; i < PAGES; i++) {
                assertEquals(i, accessors.getLong(mapping.frontAddress() + i * PAGE));
                accessors.putLong(mapping.frontAddress() + i * PAGE, i + 10);
                assertEquals(i + 10, Memory.getLong(mapping.backAddress() + i * PAGE));
                assertEquals(i + 1, traps.get());
            }
            assertEquals(0, region.faults());
        }
    }

    @Test
    void plainJavaIsServedByMachineCode() {
        long service = MissingPageService.compile().address(MissingPageService.entryPoint());
        try (UserFault userFault = userFault(); DualMapping mapping = closedPages(userFault);
                NativeBlock argument = NativeBlock.reserve(MissingPageService.BYTES);
                TrapRegion region = TrapRegion.openNative(mapping.frontAddress(), mapping.bytes(), 0, TrapSignal.BUS, service, argument.address())) {
            Memory.putLong(argument.address(), userFault.fileDescriptor());
            for (int round = 1; round <= 2000; round++) {
                for (long i = 0; i < PAGES; i++) {
                    assertEquals(i, Memory.getLong(mapping.frontAddress() + i * PAGE));
                }
                assertEquals(round * PAGES, Memory.getLong(argument.address() + MissingPageService.TRAPS));
                Advice.give(Advice.DONTNEED, mapping.frontAddress(), mapping.bytes());
            }
            assertEquals(0, region.faults());
        }
    }

    @Test
    void anAccessThatNoServiceMendsBecomesAnInternalErrorAndIsRecorded() {
        try (UserFault userFault = userFault(); DualMapping mapping = closedPages(userFault); Accessors accessors = new Accessors();
                TrapRegion region = TrapRegion.open(mapping.frontAddress(), mapping.bytes(), 0, TrapSignal.BUS, NEVER)) {
            long address = mapping.frontAddress() + PAGE + 8;
            assertThrows(InternalError.class, () -> Memory.getLong(address));
            assertEquals(1, region.faults());
            assertEquals(address, region.lastFault().orElseThrow().address());
            assertThrows(InaccessibleAddressException.class, () -> accessors.getLong(address));
            assertEquals(1, region.faults());
        }
    }

    @Test
    void theActionForBusIsThereOnlyWhileARegionNeedsIt() {
        SignalAction before = SignalAction.current(SignalAction.SIGBUS);
        SignalAction segv = SignalAction.current(SignalAction.SIGSEGV);
        try (TrapRegion other = TrapRegion.open(PAGE, PAGE, 0, NEVER)) {
            assertEquals(before, SignalAction.current(SignalAction.SIGBUS));
            TrapRegion first = TrapRegion.open(2 * PAGE, PAGE, 0, TrapSignal.BUS, NEVER);
            SignalAction during = SignalAction.current(SignalAction.SIGBUS);
            assertNotEquals(before.handler(), during.handler());
            assertNotEquals(SignalAction.current(SignalAction.SIGSEGV).handler(), during.handler());
            TrapRegion second = TrapRegion.open(3 * PAGE, PAGE, 0, TrapSignal.BUS, NEVER);
            first.close();
            assertEquals(during, SignalAction.current(SignalAction.SIGBUS));
            second.close();
            assertEquals(before, SignalAction.current(SignalAction.SIGBUS));
            assertNotEquals(segv, SignalAction.current(SignalAction.SIGSEGV));
            assertEquals(0, other.faults());
        }
        assertEquals(segv, SignalAction.current(SignalAction.SIGSEGV));
    }

    /** Memory that was cut short: its SIGBUS has the code of a trap, and no handler could mend it. */
    @Test
    void busInARegionThatDidNotAskForItIsNotServed() {
        AtomicInteger traps = new AtomicInteger();
        try (TrapRegion anyBus = TrapRegion.open(PAGE, PAGE, 0, TrapSignal.BUS, NEVER); Accessors accessors = new Accessors();
                NativeBlock name = NativeBlock.reserve(8)) {
            Memory.putLong(name.address(), 't');
            long file = SystemCall.check("memfd_create", 0, 0, SystemCall.invoke(SystemCallNumber.MEMFD_CREATE, name.address(), 1, 0));
            long address = SystemCall.check("mmap", 0, PAGE, SystemCall.invoke(SystemCallNumber.MMAP, 0, PAGE, 3, 1, file, 0));
            // In no region: the JVM's own affair.
            assertThrows(InternalError.class, () -> Memory.getLong(address));
            assertThrows(InaccessibleAddressException.class, () -> accessors.getLong(address));
            try (TrapRegion region = TrapRegion.open(address, PAGE, 0, e -> {
                traps.incrementAndGet();
                return true;
            })) {
                assertThrows(InaccessibleAddressException.class, () -> accessors.getLong(address));
                assertThrows(InternalError.class, () -> Memory.getLong(address));
                assertEquals(1, region.faults());
                assertEquals(0, traps.get());
                assertEquals(0, anyBus.faults());
            } finally {
                SystemCall.check("munmap", address, PAGE, SystemCall.invoke(SystemCallNumber.MUNMAP, address, PAGE, 0));
                SystemCall.check("close", 0, 0, SystemCall.invoke(SystemCallNumber.CLOSE, file, 0, 0));
            }
        }
    }

    @Test
    void whatOtherProcessesSendGoesToThePreviousHandler() {
        SignalAction before = SignalAction.current(SignalAction.SIGBUS);
        try (NativeBlock count = NativeBlock.reserve(Long.BYTES)) {
            SignalAction counting = new SignalAction(counting(count.address()), before.mask(), before.flags());
            counting.install(SignalAction.SIGBUS);
            try (TrapRegion region = TrapRegion.open(PAGE, PAGE, 0, TrapSignal.BUS, NEVER)) {
                assertNotEquals(counting.handler(), SignalAction.current(SignalAction.SIGBUS).handler());
                long thread = SystemCall.invoke(GETTID, 0, 0, 0);
                SystemCall.check("tgkill", 0, 0,
                        SystemCall.invoke(TGKILL, SystemCall.invoke(SystemCallNumber.GETPID, 0, 0, 0), thread, SignalAction.SIGBUS));
                assertEquals(1, Memory.getLong(count.address()));
                assertEquals(0, region.faults());
            }
            assertEquals(counting.handler(), SignalAction.current(SignalAction.SIGBUS).handler());
        } finally {
            before.install(SignalAction.SIGBUS);
        }
        assertTrue(SignalAction.current(SignalAction.SIGBUS).equals(before));
    }

    private static long counting(long word) {
        Assembler code = new Assembler();
        code.mov(Register.R11, word);
        code.lockInc(Width.QWORD, Operand.at(Register.R11));
        code.ret();
        return ExecutableMemory.of(code.toByteArray()).address();
    }
}
