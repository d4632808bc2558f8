package org.tospace.workloads.lox.syntax;

/**
 * How large a function would be in the book's bytecode. Ours is made otherwise and has other bounds; but what is a valid program is the
 * language's affair, and its tests know these limits: 256 constants in a function, 65,535 bytes to jump over or back.
 */
final class BookSize {
    static final int JUMP = 3;
    private static final int MOST_CONSTANTS = 256;
    private static final int LONGEST_JUMP = 65_535;
    private static final int JUMP_OPERAND = 2;

    private final TokenStream tokens;
    private int bytes;
    private int constants;

    BookSize(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** Where the next instruction would be. */
    int position() {
        return bytes;
    }

    void emit(int count) {
        bytes += count;
    }

    void constant() {
        constants++;
        if (constants > MOST_CONSTANTS) {
            tokens.error("Too many constants in one chunk.");
        }
    }

    /** Returns what {@link #patch} wants to know. */
    int emitJump() {
        emit(JUMP);
        return bytes - JUMP_OPERAND;
    }

    void patch(int jump) {
        if (bytes - jump - JUMP_OPERAND > LONGEST_JUMP) {
            tokens.error("Too much code to jump over.");
        }
    }

    void emitLoop(int start) {
        emit(1);
        if (bytes - start + JUMP_OPERAND > LONGEST_JUMP) {
            tokens.error("Loop body too large.");
        }
        emit(JUMP_OPERAND);
    }
}
