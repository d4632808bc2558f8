package org.tospace.gc.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.Barrier;
import org.tospace.gc.HeapOptions;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.trap.TrapRegion;

/** Closing, opening and giving memory back, range by range, by each mechanism. */
class PageProtectionTest {
    private static final long PAGE = 16 << 10;
    private static final long SYSTEM_PAGE = 4 << 10;

    static List<String> mechanisms() {
        return List.of("mprotect", "guard", "userfaultfd").stream().filter(PageProtectionTest::isHere).toList();
    }

    private static boolean isHere(String mechanism) {
        return switch (mechanism) {
            case "guard" -> Mechanism.GUARD.probe().available();
            case "userfaultfd" -> Mechanism.USER_FAULT.probe().available();
            default -> true;
        };
    }

    /** A heap's memory, and a region that serves nothing, so that an access to a closed page is an error and not a crash. */
    private record Trial(HeapMemory memory, TrapRegion region) implements AutoCloseable {
        static Trial of(String mechanism) {
            HeapMemory memory = new HeapMemory(HeapOptions.parse("heap=1m,page=16k,protection=" + mechanism + ",barrier=" + Barrier.UPCALL.key()));
            return new Trial(memory, TrapRegion.open(memory.base(), memory.bytes(), 0, memory.trapSignal(), address -> false));
        }

        long start() {
            return memory.first().copyBase();
        }

        void requireClosed(long address) {
            assertThrows(InternalError.class, () -> Memory.getLong(address));
        }

        @Override
        public void close() {
            region.close();
            memory.close();
        }
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void copyAreasAreClosedFromTheStartAndNewOnesOpen(String mechanism) {
        try (Trial trial = Trial.of(mechanism)) {
            Space first = trial.memory.first();
            Space second = trial.memory.other(first);
            for (Space space : List.of(first, second)) {
                trial.requireClosed(space.copyBase());
                trial.requireClosed(space.newBase() - 8);
                assertEquals(0, Memory.getLong(space.newBase()));
                Memory.putLong(space.newBase(), 1);
                assertEquals(1, Memory.getLong(space.newBase() + trial.memory.delta()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void aRangeIsOpenedWithItsContentsAndNoMoreThanIt(String mechanism) {
        try (Trial trial = Trial.of(mechanism)) {
            long start = trial.start() + 2 * PAGE;
            // The other system pages have no memory yet.
            Memory.putLong(start + SYSTEM_PAGE + trial.memory.delta(), 42);
            trial.memory.openRange(start, 2 * PAGE);
            for (long address = start; address < start + 2 * PAGE; address += SYSTEM_PAGE) {
                assertEquals(address == start + SYSTEM_PAGE ? 42 : 0, Memory.getLong(address));
                Memory.putLong(address + 8, address);
                assertEquals(address, Memory.getLong(address + 8 + trial.memory.delta()));
            }
            trial.requireClosed(start - 8);
            trial.requireClosed(start + 2 * PAGE);
            trial.memory.closeRange(start - PAGE, 2 * PAGE);
            trial.requireClosed(start + SYSTEM_PAGE);
            assertEquals(0, Memory.getLong(start + PAGE));
        }
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void openingWhatIsPartlyOpenOpensTheRest(String mechanism) {
        try (Trial trial = Trial.of(mechanism)) {
            trial.memory.openRange(trial.start() + PAGE, PAGE);
            Memory.putLong(trial.start() + PAGE, 1);
            trial.memory.openRange(trial.start(), 3 * PAGE);
            assertEquals(1, Memory.getLong(trial.start() + PAGE));
            assertEquals(0, Memory.getLong(trial.start()));
            assertEquals(0, Memory.getLong(trial.start() + 3 * PAGE - 8));
            trial.requireClosed(trial.start() + 3 * PAGE);
        }
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void memoryThatWasGivenBackStaysClosed(String mechanism) {
        try (Trial trial = Trial.of(mechanism)) {
            trial.memory.openRange(trial.start(), 4 * PAGE);
            for (long address = trial.start(); address < trial.start() + 4 * PAGE; address += SYSTEM_PAGE) {
                Memory.putLong(address, 7);
            }
            trial.memory.closeRange(trial.start(), 4 * PAGE);
            long before = trial.memory.residentBytes();
            trial.memory.release(trial.start(), 4 * PAGE);
            assertEquals(before - 4 * PAGE, trial.memory.residentBytes());
            for (long address = trial.start(); address < trial.start() + 4 * PAGE; address += SYSTEM_PAGE) {
                trial.requireClosed(address);
            }
            trial.memory.openRange(trial.start(), 4 * PAGE);
            assertEquals(0, Memory.getLong(trial.start() + PAGE));
        }
    }
}
