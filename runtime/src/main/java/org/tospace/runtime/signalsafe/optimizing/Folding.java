package org.tospace.runtime.signalsafe.optimizing;

import static org.tospace.runtime.signalsafe.graph.Operation.ADD;
import static org.tospace.runtime.signalsafe.graph.Operation.INT_TO_LONG;
import static org.tospace.runtime.signalsafe.graph.Operation.INT_TO_LONG_UNSIGNED;
import static org.tospace.runtime.signalsafe.graph.Operation.NEGATE;
import static org.tospace.runtime.signalsafe.graph.Operation.SHIFT_LEFT;
import static org.tospace.runtime.signalsafe.graph.Operation.SUBTRACT;

import java.util.List;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Type;
import org.tospace.runtime.signalsafe.graph.Value;

/**
 * Finds a simpler value for an operation on some inputs: constant folding and algebra that holds in arithmetic modulo 2^32 and
 * 2^64. Commutative operations come with a constant, if any, on the right.
 */
final class Folding {

    private final ValueMaker maker;

    Folding(ValueMaker maker) {
        this.maker = maker;
    }

    /** An equal value, made if need be, or null when the operation is as simple as it gets. */
    Value fold(Operation operation, Type type, List<Value> inputs) {
        if (!operation.isPure()) {
            return null;
        }
        Value a = inputs.getFirst();
        if (inputs.size() == 1) {
            return a.isConstant() ? maker.constant(type, Evaluation.unary(operation, type, a.type(), a.constant()))
                    : unary(operation, a);
        }
        Value b = inputs.get(1);
        if (a.isConstant() && b.isConstant()) {
            return maker.constant(type, Evaluation.binary(operation, type, a.constant(), b.constant()));
        }
        if (a == b) {
            return same(operation, type, a);
        }
        return b.isConstant() ? withConstant(operation, type, a, b.constant()) : binary(operation, type, a, b);
    }

    private Value unary(Operation operation, Value a) {
        return switch (operation) {
            case NEGATE -> a.operation() == NEGATE ? a.input(0) : null;
            case LONG_TO_INT -> a.operation() == INT_TO_LONG || a.operation() == INT_TO_LONG_UNSIGNED ? a.input(0) : null;
            case TO_BYTE, TO_SHORT, TO_CHAR -> a.operation() == operation ? a : null;
            default -> null;
        };
    }

    private Value same(Operation operation, Type type, Value a) {
        return switch (operation) {
            case SUBTRACT, XOR, COMPARE, COMPARE_UNSIGNED -> maker.constant(type, 0);
            case AND, OR, MINIMUM, MAXIMUM -> a;
            default -> null;
        };
    }

    private Value binary(Operation operation, Type type, Value a, Value b) {
        return switch (operation) {
            case ADD -> b.operation() == NEGATE ? maker.make(SUBTRACT, type, a, b.input(0))
                    : a.operation() == NEGATE ? maker.make(SUBTRACT, type, b, a.input(0)) : constantOutwards(type, a, b);
            case SUBTRACT -> b.operation() == NEGATE ? maker.make(ADD, type, a, b.input(0))
                    : a.isConstant(0) ? maker.make(NEGATE, type, b) : null;
            default -> null;
        };
    }

    /** (x + c) + y becomes (x + y) + c, where it can meet another constant or become an address's displacement. */
    private Value constantOutwards(Type type, Value a, Value b) {
        if (isSumWithConstant(a)) {
            return maker.make(ADD, type, maker.make(ADD, type, a.input(0), b), a.input(1));
        }
        if (isSumWithConstant(b)) {
            return maker.make(ADD, type, maker.make(ADD, type, a, b.input(0)), b.input(1));
        }
        return null;
    }

    private static boolean isSumWithConstant(Value value) {
        return value.operation() == ADD && value.input(1).isConstant();
    }

    private Value withConstant(Operation operation, Type type, Value a, long c) {
        return switch (operation) {
            case ADD -> c == 0 ? a : merged(operation, type, a, c);
            case SUBTRACT -> maker.make(ADD, type, a, maker.constant(type, -c));
            case MULTIPLY -> product(type, a, c);
            case AND -> c == 0 ? maker.constant(type, 0) : c == -1 ? a : merged(operation, type, a, c);
            case OR -> c == -1 ? maker.constant(type, -1) : c == 0 ? a : merged(operation, type, a, c);
            case XOR -> c == 0 ? a : merged(operation, type, a, c);
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> shifted(operation, type, a, c);
            default -> null;
        };
    }

    private Value product(Type type, Value a, long c) {
        if (c == 0 || c == 1) {
            return c == 0 ? maker.constant(type, 0) : a;
        }
        if (c == -1) {
            return maker.make(NEGATE, type, a);
        }
        boolean powerOfTwo = Long.bitCount(type == Type.INT ? Integer.toUnsignedLong((int) c) : c) == 1;
        return powerOfTwo ? maker.make(SHIFT_LEFT, type, a, maker.constant(Type.INT, Long.numberOfTrailingZeros(c)))
                : merged(Operation.MULTIPLY, type, a, c);
    }

    private Value shifted(Operation operation, Type type, Value a, long c) {
        long distance = c & type.shiftMask();
        if (distance == 0) {
            return a;
        }
        if (distance != c) {
            return maker.make(operation, type, a, maker.constant(Type.INT, distance));
        }
        if (a.operation() == operation && a.input(1).isConstant()) {
            long sum = (a.input(1).constant() & type.shiftMask()) + distance;
            return sum <= type.shiftMask() ? maker.make(operation, type, a.input(0), maker.constant(Type.INT, sum)) : null;
        }
        return null;
    }

    /** (x op c1) op c2 becomes x op (c1 op c2). */
    private Value merged(Operation operation, Type type, Value a, long c) {
        if (a.operation() != operation || !a.input(1).isConstant()) {
            return null;
        }
        long constant = Evaluation.binary(operation, type, a.input(1).constant(), c);
        return maker.make(operation, type, a.input(0), maker.constant(type, constant));
    }
}
