package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SavedContextTest {
    /** {@code REG_RSP} of x86-64's {@code ucontext_t}, 160 bytes from its start. */
    private static final int STACK_POINTER_INDEX = 20;
    private static final long CLOSE_BYTES = 2048;
    private static final int FRAMES = 200;

    @Test
    void theWordThatIsFoundIsTheStackPointer() {
        assertEquals(STACK_POINTER_INDEX, SavedContext.index());
    }

    @Test
    void itSaysWhatMachineCodeSays() throws InterruptedException {
        requireClose();
        Thread thread = new Thread(SavedContextTest::requireClose);
        Throwable[] thrown = new Throwable[1];
        thread.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
        thread.start();
        thread.join();
        assertEquals(null, thrown[0]);
    }

    private static void requireClose() {
        deeper(FRAMES);
    }

    private static void deeper(int frames) {
        long difference = Math.abs(SavedContext.stackPointer() - NativeThread.stackPointer());
        assertTrue(difference < CLOSE_BYTES, () -> "the two differ by " + difference + " bytes");
        assertTrue(NativeThread.stack().contains(SavedContext.stackPointer()));
        if (frames > 0) {
            deeper(frames - 1);
        }
    }
}
