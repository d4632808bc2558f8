package org.tospace.workloads.lox.machine;

/** Operators. Some take operands that the compiler knows to be numbers as such. No safepoint, unless it says so. */
public final class Arithmetic {
    private Arithmetic() {
    }

    /** A sum of numbers, or two strings put together. A safepoint; the operands are kept in roots. */
    public static long add(long a, long b, Machine machine) {
        if (Value.isNumber(a) && Value.isNumber(b)) {
            return Value.of(Value.number(a) + Value.number(b));
        }
        if (!Strings.isString(machine, a) || !Strings.isString(machine, b)) {
            throw notAddable();
        }
        return Strings.concatenate(machine, a, b);
    }

    /** The right operand of an addition whose left one is a number. */
    public static double addend(long b) {
        if (!Value.isNumber(b)) {
            throw notAddable();
        }
        return Value.number(b);
    }

    /** A sum whose right operand is known to be a number. */
    public static double add(long a, double b) {
        return addend(a) + b;
    }

    /** The right operand of an operation whose left one is a number. */
    public static double operand(long b) {
        if (!Value.isNumber(b)) {
            throw notNumbers();
        }
        return Value.number(b);
    }

    private static void check(long a, long b) {
        if (!Value.isNumber(a) || !Value.isNumber(b)) {
            throw notNumbers();
        }
    }

    /** A difference. */
    public static double subtract(long a, long b) {
        check(a, b);
        return Value.number(a) - Value.number(b);
    }

    /** A difference. */
    public static double subtract(long a, double b) {
        return operand(a) - b;
    }

    /** A product. */
    public static double multiply(long a, long b) {
        check(a, b);
        return Value.number(a) * Value.number(b);
    }

    /** A product. */
    public static double multiply(long a, double b) {
        return operand(a) * b;
    }

    /** A quotient. */
    public static double divide(long a, long b) {
        check(a, b);
        return Value.number(a) / Value.number(b);
    }

    /** A quotient. */
    public static double divide(long a, double b) {
        return operand(a) / b;
    }

    /** Minus a number. */
    public static double negate(long a) {
        if (!Value.isNumber(a)) {
            throw LoxError.of("Operand must be a number.");
        }
        return -Value.number(a);
    }

    /** Whether {@code a > b}. */
    public static boolean greater(long a, long b) {
        check(a, b);
        return Value.number(a) > Value.number(b);
    }

    /** Whether {@code a > b}. */
    public static boolean greater(long a, double b) {
        return operand(a) > b;
    }

    /** Whether {@code a > b}. */
    public static boolean greater(double a, double b) {
        return a > b;
    }

    /** Whether {@code a < b}. */
    public static boolean less(long a, long b) {
        check(a, b);
        return Value.number(a) < Value.number(b);
    }

    /** Whether {@code a < b}. */
    public static boolean less(long a, double b) {
        return operand(a) < b;
    }

    /** Whether {@code a < b}. */
    public static boolean less(double a, double b) {
        return a < b;
    }

    /** Whether two values are equal: the same number, the same object, or strings of the same text. */
    public static boolean equal(long a, long b, Machine machine) {
        if (Value.isNumber(a) && Value.isNumber(b)) {
            return Value.number(a) == Value.number(b);
        }
        return a == b || Value.isReference(a) && Value.isReference(b) && Strings.areEqual(machine, a, b);
    }

    /** Whether two numbers are equal. */
    public static boolean equal(double a, double b) {
        return a == b;
    }

    private static LoxError notNumbers() {
        return LoxError.of("Operands must be numbers.");
    }

    private static LoxError notAddable() {
        return LoxError.of("Operands must be two numbers or two strings.");
    }
}
