package org.tospace.runtime.code;

/** How many bits of its operands an instruction works on. Writing a {@link #DWORD} register clears its upper half. */
public enum Width {
    /** 8 bits. */
    BYTE,
    /** 16 bits. */
    WORD,
    /** 32 bits. */
    DWORD,
    /** 64 bits. */
    QWORD;

    /** Throws unless an immediate operand fits, signed or (below 64 bits) unsigned. */
    void requireFits(long immediate) {
        long smallest = this == QWORD ? Integer.MIN_VALUE : -1L << (bits() - 1);
        long largest = this == QWORD ? Integer.MAX_VALUE : (1L << bits()) - 1;
        if (immediate < smallest || immediate > largest) {
            throw new IllegalArgumentException("an immediate operand of a " + this + " instruction must be between "
                    + smallest + " and " + largest + ": " + immediate);
        }
    }

    int bits() {
        return 8 << ordinal();
    }
}
