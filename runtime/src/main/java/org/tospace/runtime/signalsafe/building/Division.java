package org.tospace.runtime.signalsafe.building;

import static org.tospace.runtime.signalsafe.graph.Operation.ADD;
import static org.tospace.runtime.signalsafe.graph.Operation.AND;
import static org.tospace.runtime.signalsafe.graph.Operation.DIVIDE;
import static org.tospace.runtime.signalsafe.graph.Operation.NEGATE;
import static org.tospace.runtime.signalsafe.graph.Operation.REMAINDER;
import static org.tospace.runtime.signalsafe.graph.Operation.SHIFT_RIGHT;
import static org.tospace.runtime.signalsafe.graph.Operation.SHIFT_RIGHT_UNSIGNED;
import static org.tospace.runtime.signalsafe.graph.Operation.SUBTRACT;

import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;
import org.tospace.runtime.signalsafe.optimizing.ValueMaker;

/**
 * Division by a constant other than zero, rounding towards zero.
 *
 * <p>By a power of two it is a shift, after adding divisor - 1 to negative dividends (Warren, Hacker's Delight, 10-1). The
 * divisors 1 and -1 do not reach the processor's division, which faults when the quotient does not fit.
 */
final class Division {

    private final ValueMaker maker;
    private final Type type;

    Division(ValueMaker maker, Type type) {
        this.maker = maker;
        this.type = type;
    }

    Value quotient(Value dividend, Value divisor) {
        long number = divisor.constant();
        if (number == 1 || number == -1) {
            return number == 1 ? dividend : maker.make(NEGATE, type, dividend);
        }
        if (!isPowerOfTwo(number)) {
            return maker.make(DIVIDE, type, dividend, divisor);
        }
        Value quotient = maker.make(SHIFT_RIGHT, type, biased(dividend, number), distance(Long.numberOfTrailingZeros(number)));
        return number < 0 ? maker.make(NEGATE, type, quotient) : quotient;
    }

    Value remainder(Value dividend, Value divisor) {
        long number = divisor.constant();
        if (number == 1 || number == -1) {
            return maker.constant(type, 0);
        }
        if (!isPowerOfTwo(number)) {
            return maker.make(REMAINDER, type, dividend, divisor);
        }
        Value multiple = maker.make(AND, type, biased(dividend, number), maker.constant(type, -Math.abs(number)));
        return maker.make(SUBTRACT, type, dividend, multiple);
    }

    /** The smallest number of the type is its own negation, and left to the processor. */
    private static boolean isPowerOfTwo(long number) {
        return number != Integer.MIN_VALUE && number != Long.MIN_VALUE && Long.bitCount(Math.abs(number)) == 1;
    }

    private Value biased(Value dividend, long number) {
        Value sign = maker.make(SHIFT_RIGHT, type, dividend, distance(type.bits() - 1));
        int zeroes = type.bits() - Long.numberOfTrailingZeros(number);
        return maker.make(ADD, type, dividend, maker.make(SHIFT_RIGHT_UNSIGNED, type, sign, distance(zeroes)));
    }

    private Value distance(int bits) {
        return maker.constant(Type.INT, bits);
    }
}
