package org.tospace.workloads.lox.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tospace.gc.ReferenceEncoding;

class ValueTest {
    private static final ReferenceEncoding ENCODING = ReferenceEncoding.NAN_BOXING;
    private static final long ADDRESS = 0x7F12_3456_7890L;

    @Test
    void referencesAreThoseOfTheHeap() {
        assertEquals(ENCODING.value(ADDRESS), Value.reference(ADDRESS));
        assertEquals(ADDRESS, Value.address(Value.reference(ADDRESS)));
        assertTrue(Value.isReference(Value.reference(ADDRESS)));
        assertFalse(Value.isNumber(Value.reference(ADDRESS)));
    }

    @Test
    void numbersAreNeverReferences() {
        double zero = 0;
        double[] numbers = {0, -0.0, 1, -1, Double.MAX_VALUE, -Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
            -(zero / zero), Double.longBitsToDouble(0xFFF8_0000_0000_0000L)};
        for (double number : numbers) {
            long value = Value.of(number);
            assertTrue(Value.isNumber(value), () -> Long.toHexString(value));
            assertFalse(Value.isReference(value) || ENCODING.isReference(value), () -> Long.toHexString(value));
            assertEquals(number, Value.number(value));
        }
    }

    @Test
    void constantsAreNeitherNumbersNorReferences() {
        for (long value : new long[] {Value.NIL, Value.TRUE, Value.FALSE, Value.UNDEFINED}) {
            assertFalse(Value.isNumber(value) || Value.isReference(value) || ENCODING.isReference(value), () -> Long.toHexString(value));
        }
    }

    @Test
    void descriptorsAreNotReferences() {
        for (int kind = Kind.STRING; kind <= Kind.NATIVE; kind++) {
            long descriptor = Kind.descriptor(kind, Integer.MAX_VALUE);
            assertFalse(ENCODING.isReference(descriptor));
            assertEquals(kind, Kind.of(descriptor));
            assertEquals(kind >= Kind.CLOSURE, Kind.isCallable(descriptor));
        }
    }
}
