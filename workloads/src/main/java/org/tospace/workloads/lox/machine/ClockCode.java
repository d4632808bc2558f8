package org.tospace.workloads.lox.machine;

/** The function {@code clock}: seconds since the machine was made. */
final class ClockCode extends NativeCode {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long start = System.nanoTime();

    ClockCode() {
        super("clock");
    }

    @Override
    long run() {
        return Value.of((System.nanoTime() - start) / NANOS_PER_SECOND);
    }
}
