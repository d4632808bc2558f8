package org.tospace.runtime.signalsafe;

import java.util.function.LongUnaryOperator;
import org.tospace.runtime.memory.Memory;

/**
 * Methods that are outside the subset. {@link RefusalsTest} reads this file: the line that a method is refused for ends in what the
 * refusal must say.
 */
@SignalSafe
final class Refused {

    private static final int[] TABLE = {1, 2, 3};
    private static final long START = System.nanoTime();
    private static long count;
    private long number;

    private Refused() {
        number = 1;
    }

    static long newObject(long a) {
        return new Refused().number + a; // refused: creates an object
    }

    static long newArray(int a) {
        long[] array = new long[a]; // refused: uses an array
        return array.length;
    }

    static long arrayElement(int a) {
        return TABLE[a]; // refused: reads the static field org.tospace.runtime.signalsafe.Refused.TABLE
    }

    static long exception(long a) {
        if (a < 0) {
            throw new IllegalArgumentException(); // refused: creates an object
        }
        return a;
    }

    static long rethrow(IllegalStateException e) {
        throw e; // refused: has a parameter of type IllegalStateException
    }

    static long caught(long a) {
        try {
            return callee(a); // refused: catches exceptions
        } finally {
            Memory.pause();
        }
    }

    static long lambda(long a) {
        LongUnaryOperator plus = x -> x + a; // refused: calls by invokedynamic
        return plus.applyAsLong(a);
    }

    static long concatenation(long a) {
        return ("x" + a).length(); // refused: calls by invokedynamic
    }

    long instance(long a) {
        return number + a; // refused: is an instance method
    }

    static long staticField(long a) {
        return count + a; // refused: reads the static field org.tospace.runtime.signalsafe.Refused.count
    }

    static long notConstant(long a) {
        return START + a; // refused: which is not an int or long compile-time constant
    }

    static void staticStore(long a) {
        count = a; // refused: writes the static field org.tospace.runtime.signalsafe.Refused.count
    }

    static long assertion(long a) {
        assert a > 0; // refused: reads the static field org.tospace.runtime.signalsafe.Refused.$assertionsDisabled
        return a;
    }

    static long recursive(long a) {
        if (a == 0) {
            return 0;
        }
        return 1 + recursive(a - 1); // refused: is recursive, so the stack it needs has no bound
    }

    static long even(long a) {
        return a == 0 ? 1 : odd(a - 1);
    }

    static long odd(long a) {
        return a == 0 ? 0 : even(a - 1); // refused of even: odd(long) -> org.tospace.runtime.signalsafe.Refused.even(long)
    }

    static long unknownCall(long a) {
        return Long.reverse(a); // refused: calls java.lang.Long.reverse(long), which is neither marked @SignalSafe nor an intrinsic
    }

    static long unmarkedCall(long a) {
        return Unmarked.callee(a); // refused: Unmarked.callee(long), which is neither marked @SignalSafe nor an intrinsic
    }

    static long instanceCall(long a) {
        return Memory.getLong(a) + Thread.currentThread().threadId(); // refused: calls the instance method java.lang.Thread.threadId()
    }

    static long sevenParameters(long a, long b, long c, long d, long e, long f, long g) {
        return a + b + c + d + e + f + g; // refused: has 7 parameters; at most 6
    }

    static double doubleResult(long a) {
        return a; // refused: returns double
    }

    static long doubleParameter(double a) {
        return (long) a; // refused: has a parameter of type double
    }

    static long floatingPoint(long a) {
        return (long) (a * 1.5); // refused: computes in floating point
    }

    static long floatIntrinsic(long a) {
        return (long) Memory.getDouble(a); // refused: computes in floating point
    }

    static synchronized long locked(long a) {
        return a + 1; // refused: is synchronized
    }

    static long monitor(long a) {
        synchronized (Refused.class) { // refused: locks a monitor
            return a + 1;
        }
    }

    static long division(long a, long b) {
        return a / b; // refused: divides by what is not a constant
    }

    static int remainder(int a, int b) {
        return a % (b | 1); // refused: divides by what is not a constant
    }

    @SuppressWarnings("divzero")
    static long divisionByZero(long a) {
        return a / 0; // refused: divides by zero
    }

    static long string(long a) {
        String text = "x"; // refused: uses a reference to an object
        return text.length() + a;
    }

    static long nullTest(long a) {
        Object nothing = null; // refused: uses a reference to an object
        return nothing == null ? a : 0;
    }

    static long deepCallee(long a) {
        return callee(a) + newObject(a);
    }

    static native long nativeMethod(long a);

    static long callee(long a) {
        return a + 1;
    }
}
