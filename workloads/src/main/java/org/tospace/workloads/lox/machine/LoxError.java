package org.tospace.workloads.lox.machine;

import java.util.List;

/** A runtime error of the program: what it says, and where the program was. */
public final class LoxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<StackTrace.Frame> frames;

    private LoxError(String message, List<StackTrace.Frame> frames) {
        super(message, null, false, false);
        this.frames = frames;
    }

    /** An error at the place that runs now. */
    public static LoxError of(String message) {
        return new LoxError(message, StackTrace.capture(0));
    }

    /** An error of a call, found when the callee has begun; the caller is to blame. */
    static LoxError ofCall(String message) {
        return new LoxError(message, StackTrace.capture(1));
    }

    List<StackTrace.Frame> frames() {
        return frames;
    }
}
