package org.tospace.runtime.probe;

import java.util.concurrent.atomic.AtomicReference;
import org.tospace.runtime.memory.Memory;

/**
 * A load by plain Java that may fault. Made in a thread of its own: HotSpot raises its {@link InternalError}
 * asynchronously, and so it can hit nothing else.
 */
final class WildLoad {

    /** So that no load is left out. */
    private static volatile long loaded;

    private WildLoad() {
    }

    /** Whether this JVM is known to survive such a load; others may end the process. */
    static boolean isHarmless() {
        String machine = System.getProperty("java.vm.name", "");
        return machine.contains("HotSpot") || machine.startsWith("OpenJDK");
    }

    /**
     * Loads a long.
     *
     * @return whether that became an {@link InternalError}
     */
    static boolean raisesInternalError(long address) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("tospace probe").daemon()
                .uncaughtExceptionHandler((ignored, e) -> thrown.set(e))
                .start(() -> load(address));
        join(thread);
        return thrown.get() instanceof InternalError;
    }

    private static void load(long address) {
        loaded = Memory.getLong(address);
        // A call into the JVM, where the error arrives at the latest.
        Thread.yield();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
