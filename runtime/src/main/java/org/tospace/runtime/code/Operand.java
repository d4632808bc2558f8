package org.tospace.runtime.code;

import java.util.Objects;

/**
 * A place in memory: {@code [base + index * scale + displacement]}.
 *
 * @param base register with an address
 * @param index register to multiply, or null for none; not {@link Register#RSP}
 * @param scale 1, 2, 4 or 8
 * @param displacement bytes to add
 */
public record Operand(Register base, Register index, int scale, int displacement) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code index} or {@code scale} cannot be encoded
     */
    public Operand {
        Objects.requireNonNull(base, "base");
        if (index == Register.RSP) {
            throw new IllegalArgumentException("index must be a register other than RSP");
        }
        if (scale != 1 && scale != 2 && scale != 4 && scale != 8) {
            throw new IllegalArgumentException("scale must be 1, 2, 4 or 8: " + scale);
        }
    }

    /**
     * The place a register points to.
     *
     * @param base register with the address
     * @return {@code [base]}
     */
    public static Operand at(Register base) {
        return new Operand(base, null, 1, 0);
    }

    /**
     * A place at a fixed distance from where a register points to.
     *
     * @param base register with an address
     * @param displacement bytes to add
     * @return {@code [base + displacement]}
     */
    public static Operand at(Register base, int displacement) {
        return new Operand(base, null, 1, displacement);
    }

    /**
     * An element of an array.
     *
     * @param base register with an address
     * @param index register with a number
     * @param scale 1, 2, 4 or 8
     * @param displacement bytes to add
     * @return {@code [base + index * scale + displacement]}
     */
    public static Operand at(Register base, Register index, int scale, int displacement) {
        return new Operand(base, Objects.requireNonNull(index, "index"), scale, displacement);
    }
}
