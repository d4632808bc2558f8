package org.tospace.runtime.trap;

/** Checks for main classes of child JVMs: a failure ends the child with exit code 1 and a stack trace. */
final class Check {

    private Check() {
    }

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    static void equal(long expected, long actual, String what) {
        that(expected == actual, what + " must be " + expected + ": " + actual);
    }

    static void allEnd(Thread... threads) throws InterruptedException {
        Throwable[] failure = new Throwable[1];
        for (Thread thread : threads) {
            thread.setUncaughtExceptionHandler((t, e) -> {
                synchronized (failure) {
                    failure[0] = e;
                }
            });
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (failure) {
            if (failure[0] != null) {
                throw new AssertionError("a thread failed", failure[0]);
            }
        }
    }
}
