package org.tospace.workloads.lox.machine;

/**
 * The kinds of objects. Slot 0 of every object is its <em>descriptor</em>: the kind in the upper half of the word, and in the lower half a number
 * that leads to what the machine knows of it. One comparison of descriptors so answers all that an inline cache must ask.
 *
 * <pre>
 *   kind          number        slots from 1                                       raw bytes
 *   STRING        0                                                                the text
 *   CELL          0             value of a captured variable
 *   EXTENSION     0             class, fields that do not fit the instance
 *   INSTANCE      its shape     class (or an extension), fields
 *   CLOSURE       its code      cells of the variables it captures
 *   CLASS         its code      name, closures of its methods
 *   BOUND_METHOD  its code      receiver, closure
 *   NATIVE        its code
 * </pre>
 */
final class Kind {
    static final int STRING = 1;
    static final int CELL = 2;
    static final int EXTENSION = 3;
    static final int INSTANCE = 4;
    /** This and all that follow can be called. */
    static final int CLOSURE = 5;
    static final int CLASS = 6;
    static final int BOUND_METHOD = 7;
    static final int NATIVE = 8;

    private static final int SHIFT = 32;

    private Kind() {
    }

    static long descriptor(int kind, int number) {
        return (long) kind << SHIFT | number;
    }

    static int of(long descriptor) {
        return (int) (descriptor >>> SHIFT);
    }

    static boolean isCallable(long descriptor) {
        return descriptor >= (long) CLOSURE << SHIFT;
    }
}
