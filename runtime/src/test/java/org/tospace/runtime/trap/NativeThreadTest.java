package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class NativeThreadTest {
    private static final long STACK_BYTES = 64L << 20;

    @Test
    void aThreadsStackIsWhereItSaysAndAsLargeAsAskedFor() throws Exception {
        FutureTask<long[]> task = new FutureTask<>(() -> new long[] {NativeThread.stackPointer(), NativeThread.stackLimit()});
        new Thread(null, task, "large stack", STACK_BYTES).start();
        long left = task.get()[0] - task.get()[1];
        assertTrue(left > STACK_BYTES - (1 << 20) && left < STACK_BYTES + (1 << 20), left + " bytes left of " + STACK_BYTES);
    }

    @Test
    void threadsHaveDifferentPointers() throws Exception {
        FutureTask<Long> task = new FutureTask<>(NativeThread::pointer);
        new Thread(task).start();
        assertNotEquals(NativeThread.pointer(), task.get());
        assertEquals(NativeThread.pointer(), NativeThread.pointer());
    }
}
