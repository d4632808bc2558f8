package org.tospace.workloads.lox.machine;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.tospace.gc.Mutator;

/**
 * Strings: one slot, the descriptor, then the text's bytes. The one place that knows when two strings are the same: those of the
 * program's text are kept once each; others are compared by their bytes, so that no table keeps them alive.
 */
final class Strings {
    private static final long DESCRIPTOR = Kind.descriptor(Kind.STRING, 0);
    private static final long SLOTS = 1;
    /** Where the text begins, in bytes from the object's start. */
    private static final long TEXT = 16;

    private Strings() {
    }

    static boolean isString(Machine machine, long value) {
        return Value.isReference(value) && machine.mutator().getSlot(Value.address(value), 0) == DESCRIPTOR;
    }

    /** A new string of characters 0 to 255. A safepoint. */
    static long make(Machine machine, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long string = allocate(machine, bytes.length);
        machine.mutator().copyIn(MemorySegment.ofArray(bytes), 0, string, TEXT, bytes.length);
        return Value.reference(string);
    }

    /** A new string of two. A safepoint; both are kept in roots. */
    static long concatenate(Machine machine, long first, long second) {
        Mutator mutator = machine.mutator();
        long firstBytes = mutator.rawBytes(Value.address(first));
        long secondBytes = mutator.rawBytes(Value.address(second));
        machine.roots().push(first);
        machine.roots().push(second);
        long string = allocate(machine, firstBytes + secondBytes);
        copy(mutator, Value.address(machine.roots().pop()), secondBytes, string, TEXT + firstBytes);
        copy(mutator, Value.address(machine.roots().pop()), firstBytes, string, TEXT);
        return Value.reference(string);
    }

    private static long allocate(Machine machine, long bytes) {
        long string = machine.allocate(Kind.STRING, SLOTS, bytes);
        machine.mutator().setSlot(string, 0, DESCRIPTOR);
        return string;
    }

    private static void copy(Mutator mutator, long from, long bytes, long to, long offset) {
        long i = 0;
        for (; i + Long.BYTES <= bytes; i += Long.BYTES) {
            mutator.putLong(to, offset + i, mutator.getLong(from, TEXT + i));
        }
        for (; i < bytes; i++) {
            mutator.putByte(to, offset + i, mutator.getByte(from, TEXT + i));
        }
    }

    /** Whether two different objects are strings of the same text. */
    static boolean areEqual(Machine machine, long a, long b) {
        if (!isString(machine, a) || !isString(machine, b)) {
            return false;
        }
        Mutator mutator = machine.mutator();
        long one = Value.address(a);
        long other = Value.address(b);
        long bytes = mutator.rawBytes(one);
        if (bytes != mutator.rawBytes(other)) {
            return false;
        }
        // Up to the end of the last word: what follows the text there is zero.
        for (long i = 0; i < bytes; i += Long.BYTES) {
            if (mutator.getLong(one, TEXT + i) != mutator.getLong(other, TEXT + i)) {
                return false;
            }
        }
        return true;
    }

    /** A string's bytes. */
    static byte[] bytes(Machine machine, long string) {
        long address = Value.address(string);
        byte[] bytes = new byte[(int) machine.mutator().rawBytes(address)];
        machine.mutator().copyOut(address, TEXT, MemorySegment.ofArray(bytes), 0, bytes.length);
        return bytes;
    }
}
