package org.tospace.runtime.code;

/** The general registers, in the order of their numbers in machine code. How much of one is meant, a {@link Width} says. */
public enum Register {
    /** Result; number of a system call. */
    RAX,
    /** Fourth parameter; count of string instructions; destroyed by a system call. */
    RCX,
    /** Third parameter. */
    RDX,
    /** The callee's to save. */
    RBX,
    /** Stack pointer. */
    RSP,
    /** Frame pointer; the callee's to save. */
    RBP,
    /** Second parameter. */
    RSI,
    /** First parameter. */
    RDI,
    /** Fifth parameter. */
    R8,
    /** Sixth parameter. */
    R9,
    /** Free; fourth parameter of a system call. */
    R10,
    /** Free; destroyed by a system call. */
    R11,
    /** The callee's to save. */
    R12,
    /** The callee's to save. */
    R13,
    /** The callee's to save. */
    R14,
    /** The callee's to save. */
    R15;

    /** The number in machine code, 0 to 15. */
    int number() {
        return ordinal();
    }

    /** The three bits of the number that ModRM and SIB bytes hold; the fourth goes to the REX prefix. */
    int low() {
        return ordinal() & 7;
    }

    boolean extended() {
        return ordinal() >= 8;
    }
}
