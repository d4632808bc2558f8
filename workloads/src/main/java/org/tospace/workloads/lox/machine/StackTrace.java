package org.tospace.workloads.lox.machine;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** The program's stack, read from the JVM's own: generated code carries the program's line numbers, so that keeping track costs nothing. */
final class StackTrace {
    private static final StackWalker WALKER = StackWalker.getInstance(EnumSet.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

    /**
     * A function that was running.
     *
     * @param code the class of its code
     * @param line where it was
     */
    record Frame(Class<?> code, int line) {
    }

    private StackTrace() {
    }

    /** The stack of this thread, innermost first, without the innermost {@code skipped}. */
    static List<Frame> capture(int skipped) {
        return WALKER.walk(frames -> generated(frames).skip(skipped).toList());
    }

    /** A function that was cut into parts counts once. */
    private static boolean isFunction(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return type.isHidden() && Code.class.isAssignableFrom(type) && frame.getMethodName().startsWith(Code.CALL);
    }

    private static Stream<Frame> generated(Stream<StackFrame> frames) {
        return frames.filter(StackTrace::isFunction).map(frame -> new Frame(frame.getDeclaringClass(), frame.getLineNumber()));
    }
}
