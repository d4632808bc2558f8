package org.tospace.runtime.signalsafe.x64;

import java.util.List;
import org.tospace.runtime.signalsafe.graph.Operation;
import org.tospace.runtime.signalsafe.graph.Value;

/**
 * How an address value is computed by the access itself: base + index * scale + displacement.
 *
 * @param base a value
 * @param index a value, or null
 * @param scale 1, 2, 4 or 8
 * @param displacement bytes
 */
record Address(Value base, Value index, int scale, int displacement) {

    private static final int LARGEST_SCALE_LOG2 = 3;

    /** Matches an address. A sum with a constant is always taken apart; another sum only if nothing else wants it. */
    static Address of(Value address, Uses uses) {
        Value base = address;
        long displacement = 0;
        while (base.operation() == Operation.ADD && base.input(1).isConstant() && fits(displacement + base.input(1).constant())) {
            displacement += base.input(1).constant();
            base = base.input(0);
        }
        if (base.operation() == Operation.ADD && !base.input(1).isConstant() && uses.of(base) == 1) {
            Value left = base.input(0);
            Value right = base.input(1);
            if (isScaled(left) && !isScaled(right)) {
                return sum(right, left, displacement);
            }
            return sum(left, right, displacement);
        }
        return new Address(base, null, 1, (int) displacement);
    }

    private static Address sum(Value base, Value index, long displacement) {
        return isScaled(index) ? new Address(base, index.input(0), 1 << index.input(1).constant(), (int) displacement)
                : new Address(base, index, 1, (int) displacement);
    }

    private static boolean isScaled(Value value) {
        return value.operation() == Operation.SHIFT_LEFT && value.input(1).isConstant()
                && value.input(1).constant() <= LARGEST_SCALE_LOG2;
    }

    private static boolean fits(long displacement) {
        return displacement == (int) displacement;
    }

    /** The values that must be in registers. */
    List<Value> parts() {
        return index == null ? List.of(base) : List.of(base, index);
    }
}
