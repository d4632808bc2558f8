package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** (watched): an object that is watched while others copy it is either told to the wake list, once, or was copied already. */
class WatchStressTest {
    private static final int OBJECTS = 8;
    /** Rounds are short: so many for one of {@link RoundThreads}. */
    private static final int MORE_ROUNDS = 10;
    private static final int LATEST = 40;
    private static final int BYTES = 16;

    @Test
    void whoeverWatchesIsToldOrFindsTheObjectCopied() {
        ScanArena arena = new ScanArena(64, true);
        long heap = arena.control();
        boolean[] watched = new boolean[OBJECTS];
        NativeBlock woken = NativeBlock.reserve(OBJECTS * Long.BYTES);
        Memory.putLong(heap + ControlBlock.WOKEN, woken.address());
        Runnable prepare = () -> {
            arena.reset();
            Memory.putLong(heap + ControlBlock.WOKEN_COUNT, 0);
            Memory.clear(woken.address(), OBJECTS * Long.BYTES);
            for (int i = 0; i < OBJECTS; i++) {
                Memory.putLong(from(arena, i), ObjectHeader.of(1, 0, BYTES - 8));
            }
        };
        RoundThreads.Action action = (index, round) -> {
            // The watcher begins a little later each time, so that it meets the copier somewhere.
            for (int i = 0; index == 0 && i < round % LATEST; i++) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < OBJECTS; i++) {
                if (index == 0) {
                    watched[i] = Forwarding.watch(heap, from(arena, i));
                } else {
                    Forwarding.forward(heap, arena.agent(index), from(arena, i));
                }
            }
        };
        Runnable check = () -> {
            for (int i = 0; i < OBJECTS; i++) {
                int told = 0;
                for (long k = 0; k < WakeList.count(heap); k++) {
                    told += WakeList.get(heap, k) == from(arena, i) ? 1 : 0;
                }
                assertEquals(watched[i] ? 1 : 0, told, "how often object " + i + " was told of");
            }
            assertEquals(OBJECTS, Memory.getLong(arena.agent(1) + AgentRecord.OBJECTS_COPIED), "objects copied");
            assertEquals(0, arena.failure());
        };
        // Closed only when no thread can be using them any more: not after a failure.
        RoundThreads.run(2, MORE_ROUNDS * RoundThreads.ROUNDS, prepare, action, check);
        woken.close();
        arena.close();
    }

    private static long from(ScanArena arena, int object) {
        return arena.fromBase() + (long) object * BYTES;
    }
}
