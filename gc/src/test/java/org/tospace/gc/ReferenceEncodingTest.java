package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceEncodingTest {
    @ParameterizedTest
    @EnumSource(ReferenceEncoding.class)
    void valueOfAnAddressIsAReferenceToIt(ReferenceEncoding encoding) {
        for (long address : new long[] {8, 4096, 0x7F00_1234_5678L, 0x7FFF_FFFF_FFF8L}) {
            long value = encoding.value(address);
            assertTrue(encoding.isReference(value));
            assertEquals(address, encoding.address(value));
        }
    }

    @ParameterizedTest
    @EnumSource(ReferenceEncoding.class)
    void nullIsNoReference(ReferenceEncoding encoding) {
        assertFalse(encoding.isReference(0));
    }

    @ParameterizedTest
    @EnumSource(ReferenceEncoding.class)
    void nameRoundTrip(ReferenceEncoding encoding) {
        assertEquals(encoding, ReferenceEncoding.parse(encoding.key()));
    }

    @Test
    void lowBitsLeaveOddValuesToTheEmbedder() {
        for (long value : new long[] {1, -1, 3, 5, 12, 0x7F00_1234_5679L, Long.MIN_VALUE + 1}) {
            assertFalse(ReferenceEncoding.LOW_BITS.isReference(value));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, 1, -1, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.NaN})
    void nanBoxingLeavesEveryDoubleToTheEmbedder(double value) {
        assertFalse(ReferenceEncoding.NAN_BOXING.isReference(Double.doubleToLongBits(value)));
    }

    @Test
    void unknownNameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ReferenceEncoding.parse("tagged"));
    }
}
