package org.tospace.gc.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tospace.gc.HeapOptions;
import org.tospace.runtime.memory.Memory;

/** Memory of areas that took turns in being large goes back, and waits for nobody who is short of room, but within bounds. */
// Steps that are lost are a collection that never ends.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecyclerTest {
    private static final long MIB = 1 << 20;
    private static final long SYSTEM_PAGE = 4096;

    private final HeapMemory memory = new HeapMemory(HeapOptions.parse("heap=16m,page=16k"));
    private final Recycler recycler = new Recycler(memory, new LargeArea(memory));

    /** Both spaces have used 6 MiB for copies and 8 for new objects: 12 MiB more than the heap's size. */
    @BeforeEach
    void useBoth() {
        for (Space space : new Space[] {memory.first(), memory.other(memory.first())}) {
            use(space, 6, 8);
            assertFalse(recycler.isDone());
            finish();
        }
        assertEquals(28 * MIB, memory.residentBytes());
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private void use(Space space, long copyMib, long newMib) {
        touch(space.copyBase(), copyMib * MIB);
        touch(space.newBase(), newMib * MIB);
        recycler.take(space, space.copyBase() + copyMib * MIB, space.newBase() + newMib * MIB);
        recycler.prepare();
    }

    private void touch(long start, long bytes) {
        for (long offset = 0; offset < bytes; offset += SYSTEM_PAGE) {
            Memory.putLong(start + memory.delta() + offset, 1);
        }
    }

    private void finish() {
        while (!recycler.isDone()) {
            recycler.step();
        }
    }

    @Test
    void whatIsNotUsedGoesBackAtOnceWhenNobodyIsInAHurry() {
        use(memory.first(), 1, 1);
        finish();
        assertEquals(16 * MIB, memory.residentBytes());
        use(memory.first(), 1, 1);
        finish();
        assertEquals(16 * MIB, memory.residentBytes(), "no more than there was too much of");
    }

    @Test
    void whoIsInAHurryWaitsForAnEighthOfTheHeapAtMost() {
        use(memory.first(), 1, 1);
        recycler.hurry();
        recycler.step();
        recycler.hurry();
        recycler.step();
        assertFalse(recycler.isDone(), "11 MiB are too much to be left");
        while (!recycler.isDone()) {
            recycler.hurry();
            recycler.step();
        }
        assertEquals(18 * MIB, memory.residentBytes());
        // Nothing that was given back is reckoned once more, and nothing is forgotten.
        use(memory.first(), 1, 1);
        finish();
        assertEquals(16 * MIB, memory.residentBytes());
    }

    @Test
    void whatIsUsedAgainIsKnown() {
        use(memory.first(), 1, 1);
        finish();
        use(memory.first(), 6, 8);
        finish();
        assertEquals(28 * MIB, memory.residentBytes());
        use(memory.first(), 4, 8);
        finish();
        assertEquals(26 * MIB, memory.residentBytes());
    }
}
