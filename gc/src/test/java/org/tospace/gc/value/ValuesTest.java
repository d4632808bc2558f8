package org.tospace.gc.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.testing.Seeds;

/** Both kinds of values: what is made of something is that thing and nothing else, and the collector agrees on what is a reference. */
class ValuesTest {
    private static final long[] INTS = {0, 1, -1, 2, 1L << 40, -(1L << 40), LowBits.LARGEST_INT, LowBits.SMALLEST_INT};
    private static final double[] DOUBLES = {0.0, -0.0, 1, -1, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    private static final int[] CONSTANTS = {0, 1, 2, 3, 255, Integer.MAX_VALUE, -1, Integer.MIN_VALUE};
    private static final long[] REFERENCES = {8, 0x7F12_3456_7890L, 0x0000_7FFF_FFFF_FFF8L};

    @Test
    void lowBitIntegersAreIntegersOnly() {
        for (long number : INTS) {
            long value = LowBits.fromInt(number);
            assertTrue(LowBits.isInt(value) && LowBits.fitsInt(number) && !LowBits.isReference(value) && !LowBits.isConstant(value));
            assertEquals(number, LowBits.toInt(value));
            assertEquals(value, LowBits.fromIntExact(number));
        }
        for (long tooLarge : new long[] {LowBits.LARGEST_INT + 1, LowBits.SMALLEST_INT - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertFalse(LowBits.fitsInt(tooLarge));
            assertThrows(ArithmeticException.class, () -> LowBits.fromIntExact(tooLarge));
        }
    }

    @Test
    void lowBitArithmeticIsThatOfNumbers() {
        for (long a : INTS) {
            for (long b : INTS) {
                long first = LowBits.fromInt(a);
                long second = LowBits.fromInt(b);
                assertEquals(Long.compare(a, b), Long.compare(first, second));
                if (LowBits.fitsInt(a + b)) {
                    assertEquals(a + b, LowBits.toInt(LowBits.add(first, second)));
                } else {
                    assertThrows(ArithmeticException.class, () -> LowBits.add(first, second));
                }
                if (LowBits.fitsInt(a - b)) {
                    assertEquals(a - b, LowBits.toInt(LowBits.subtract(first, second)));
                } else {
                    assertThrows(ArithmeticException.class, () -> LowBits.subtract(first, second));
                }
            }
        }
    }

    @Test
    void lowBitConstantsAreConstantsOnly() {
        for (int number : CONSTANTS) {
            long value = LowBits.constant(number);
            assertTrue(LowBits.isConstant(value) && !LowBits.isInt(value) && !LowBits.isReference(value));
            assertEquals(number, LowBits.toConstant(value));
        }
        assertFalse(LowBits.isReference(LowBits.NULL) || LowBits.isInt(LowBits.NULL) || LowBits.isConstant(LowBits.NULL));
    }

    @Test
    void boxedDoublesAreNumbersOnly() {
        for (double number : DOUBLES) {
            long value = NanBox.fromDouble(number);
            assertTrue(NanBox.isNumber(value) && !NanBox.isReference(value) && !NanBox.isConstant(value), () -> Long.toHexString(value));
            assertEquals(number, NanBox.toDouble(value));
        }
    }

    @Test
    void everyNanIsANumber() {
        Random random = new Random(Seeds.next());
        for (int i = 0; i < 1_000; i++) {
            long bits = random.nextLong() | 0x7FF8_0000_0000_0000L;
            assertTrue(NanBox.isNumber(NanBox.fromDouble(Double.longBitsToDouble(bits))), () -> Long.toHexString(bits));
        }
        // What the processor makes of 0 / 0, whichever sign it gives it.
        assertTrue(NanBox.isNumber(0x7FF8_0000_0000_0000L) && NanBox.isNumber(0xFFF8_0000_0000_0000L));
    }

    @Test
    void boxedConstantsAreConstantsOnly() {
        for (int number : CONSTANTS) {
            long value = NanBox.constant(number);
            assertTrue(NanBox.isConstant(value) && !NanBox.isNumber(value) && !NanBox.isReference(value));
            assertEquals(number, NanBox.toConstant(value));
        }
    }

    @Test
    void referencesAreReferencesOnly() {
        for (long ref : REFERENCES) {
            assertTrue(LowBits.isReference(ref) && !LowBits.isInt(ref) && !LowBits.isConstant(ref));
            long boxed = NanBox.reference(ref);
            assertEquals(ReferenceEncoding.NAN_BOXING.value(ref), boxed);
            assertTrue(NanBox.isReference(boxed) && !NanBox.isNumber(boxed) && !NanBox.isConstant(boxed));
            assertEquals(ref, NanBox.toReference(boxed));
        }
    }

    @Test
    void collectorAndHelpersAgreeOnWhatIsAReference() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000_000; i++) {
            long value = random.nextLong() & (random.nextBoolean() ? -1 : random.nextLong()) | (random.nextBoolean() ? 0 : 0xFFFC_0000_0000_0000L);
            long aligned = random.nextBoolean() ? value : value & -8;
            assertEquals(ReferenceEncoding.LOW_BITS.isReference(aligned), LowBits.isReference(aligned), () -> Seeds.describe(seed));
            assertEquals(ReferenceEncoding.NAN_BOXING.isReference(aligned), NanBox.isReference(aligned), () -> Seeds.describe(seed));
            if (NanBox.isReference(aligned)) {
                assertEquals(ReferenceEncoding.NAN_BOXING.address(aligned), NanBox.toReference(aligned));
            }
        }
        assertFalse(NanBox.isReference(NanBox.reference(0)));
    }
}
