package org.tospace.runtime.signalsafe.optimizing;

import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;

/** Operations on constants, computed as the JVM does. Ints are given and returned extended by their signs. Pure. */
final class Evaluation {

    private Evaluation() {
    }

    /** The value of a pure operation with one constant input. */
    static long unary(Operation operation, Type type, Type inputType, long a) {
        return switch (operation) {
            case NEGATE -> type.wrap(-a);
            case TRAILING_ZEROES -> inputType == Type.INT ? Integer.numberOfTrailingZeros((int) a) : Long.numberOfTrailingZeros(a);
            case LEADING_ZEROES -> inputType == Type.INT ? Integer.numberOfLeadingZeros((int) a) : Long.numberOfLeadingZeros(a);
            case INT_TO_LONG -> a;
            case INT_TO_LONG_UNSIGNED -> Integer.toUnsignedLong((int) a);
            case LONG_TO_INT -> (int) a;
            case TO_BYTE -> (byte) a;
            case TO_SHORT -> (short) a;
            case TO_CHAR -> (char) a;
            default -> throw new IllegalArgumentException("operation must be pure and of one input: " + operation);
        };
    }

    /** The value of a pure operation with two constant inputs. */
    static long binary(Operation operation, Type type, long a, long b) {
        return switch (operation) {
            case ADD -> type.wrap(a + b);
            case SUBTRACT -> type.wrap(a - b);
            case MULTIPLY -> type.wrap(a * b);
            case DIVIDE -> type.wrap(a / b);
            case REMAINDER -> type.wrap(a % b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHIFT_LEFT -> type.wrap(a << (b & type.shiftMask()));
            case SHIFT_RIGHT -> a >> (b & type.shiftMask());
            case SHIFT_RIGHT_UNSIGNED -> type == Type.INT ? (int) a >>> (int) b : a >>> b;
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
            case COMPARE -> Long.compare(a, b);
            case COMPARE_UNSIGNED -> Long.compareUnsigned(a, b);
            default -> throw new IllegalArgumentException("operation must be pure and of two inputs: " + operation);
        };
    }
}
