package org.tospace.gc.collector;

import java.util.Objects;
import org.tospace.gc.RootVisitor;
import org.tospace.runtime.memory.Memory;

/**
 * One visit of one root provider: its values go through native memory a piece at a time, where the scanner, machine code perhaps, can
 * reach them.
 */
final class ProviderVisit implements RootVisitor {
    /** Slots in a piece. */
    static final int PIECE_SLOTS = 512;

    /** What is done with the values of a piece, in native memory. */
    @FunctionalInterface
    interface Action {
        /** Deals with {@code count} values; {@code first} is the number of the first among the provider's. */
        void visit(long address, int count, long first);
    }

    private final Thread thread = Thread.currentThread();
    private final long piece;
    private final Action action;
    private boolean over;
    private long visited;

    /** A visit by the calling thread; {@code piece} is room for {@link #PIECE_SLOTS} slots */
    ProviderVisit(long piece, Action action) {
        this.piece = piece;
        this.action = action;
    }

    @Override
    public void visit(long[] table, int from, int to) {
        Objects.checkFromToIndex(from, to, table.length);
        check();
        for (int start = from; start < to; start += PIECE_SLOTS) {
            int count = Math.min(PIECE_SLOTS, to - start);
            for (int i = 0; i < count; i++) {
                Memory.putLong(piece + ((long) i << 3), table[start + i]);
            }
            action.visit(piece, count, visited);
            for (int i = 0; i < count; i++) {
                table[start + i] = Memory.getLong(piece + ((long) i << 3));
            }
            visited += count;
        }
    }

    @Override
    public long visit(long value) {
        check();
        Memory.putLong(piece, value);
        action.visit(piece, 1, visited);
        visited++;
        return Memory.getLong(piece);
    }

    private void check() {
        if (over || Thread.currentThread() != thread) {
            throw new IllegalStateException("a root visitor is of use only in the call of RootProvider.visit that it was given to");
        }
    }

    /** Ends the visit; returns how many values there were. */
    long end() {
        over = true;
        return visited;
    }
}
