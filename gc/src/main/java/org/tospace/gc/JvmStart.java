package org.tospace.gc;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** When this JVM started, in nanoseconds of {@link System#nanoTime}; to the millisecond, as near as the platform tells. */
final class JvmStart {
    private static final long NANOS_A_MILLI = 1_000_000;

    private JvmStart() {
    }

    static long nanoTime() {
        return System.nanoTime() - (ModuleLayer.boot().findModule("java.management").isPresent() ? Managed.uptimeNanos() : processNanos());
    }

    /** May be more than the JVM's: a script may have become the JVM. */
    private static long processNanos() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now).toNanos();
    }

    /** Loaded only where there is management. */
    private static final class Managed {
        static long uptimeNanos() {
            return ManagementFactory.getRuntimeMXBean().getUptime() * NANOS_A_MILLI;
        }
    }
}
