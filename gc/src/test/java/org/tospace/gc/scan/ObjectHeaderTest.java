package org.tospace.gc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectHeaderTest {
    private static final long[] SIZES = {0, 1, 2, 7, 8, 9, 62, 63, 64, 65, (1L << 20) - 2, (1L << 20) - 1, 1L << 20, (1L << 20) + 1, (1L << 34) - 2,
        (1L << 34) - 1};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_534, 65_535})
    void everySizeThatIsRepresentableIsReadBack(int tag) {
        int count = 0;
        for (long slots : SIZES) {
            for (long rawBytes : SIZES) {
                if (ObjectHeader.isRepresentable(slots, rawBytes)) {
                    count++;
                    for (long hash : new long[] {0, ObjectHeader.HASHED, ObjectHeader.HASH_STORED}) {
                        long word = ObjectHeader.of(tag, slots, rawBytes) | hash;
                        long body = 8 + 8 * slots + (rawBytes + 7) / 8 * 8;
                        assertEquals(slots, ObjectHeader.slots(word));
                        assertEquals(rawBytes, ObjectHeader.rawBytes(word));
                        assertEquals(tag, ObjectHeader.tag(word));
                        assertEquals(body, ObjectHeader.bodyBytes(word));
                        assertEquals(body + (hash == ObjectHeader.HASH_STORED ? 8 : 0), ObjectHeader.sizeBytes(word));
                        assertFalse(ObjectHeader.isFiller(word));
                        boolean plain = hash == 0 && slots <= ObjectHeader.COMPACT_LIMIT && rawBytes <= ObjectHeader.COMPACT_LIMIT;
                        assertEquals(plain, ObjectHeader.isPlain(word));
                        if (plain) {
                            assertEquals(body, ObjectHeader.plainBytes(word));
                            assertEquals(word, ObjectHeader.ofCopy(word));
                        }
                    }
                }
            }
        }
        assertTrue(count > 150, "sizes: " + count);
    }

    @ParameterizedTest
    @CsvSource({"0,0,true", "1048575,1048575,true", "1048576,63,true", "1048576,64,false", "63,1048576,true", "64,1048576,false", "17179869183,63,true",
        "17179869184,0,false", "63,17179869183,true", "0,17179869184,false", "1048576,1048576,false", "-1,0,false", "0,-1,false"})
    void sizesAreRepresentableUpToTheirLimits(long slots, long rawBytes, boolean representable) {
        assertEquals(representable, ObjectHeader.isRepresentable(slots, rawBytes));
    }

    @Test
    void newHeadersAreNormalAndBusyIsNot() {
        long word = ObjectHeader.of(65_535, 3, 5);
        assertEquals(ObjectHeader.NORMAL, word & ObjectHeader.STATE_MASK);
        assertEquals(ObjectHeader.NORMAL, (word | ObjectHeader.HASHED | ObjectHeader.HASH_STORED) & ObjectHeader.NORMAL_MASK);
        assertEquals(ObjectHeader.NORMAL, ObjectHeader.filler(64) & ObjectHeader.NORMAL_MASK);
        assertNotEquals(ObjectHeader.NORMAL, ObjectHeader.BUSY & ObjectHeader.NORMAL_MASK);
        assertFalse(ObjectHeader.isPlain(ObjectHeader.BUSY));
        assertFalse(ObjectHeader.isPlain(0));
        assertFalse(ObjectHeader.isPlain(ObjectHeader.filler(64)));
        assertFalse(ObjectHeader.isPlain(word | ObjectHeader.WATCHED_BIT));
        assertFalse(ObjectHeader.isPlain(0x7000_0000_0000L | ObjectHeader.FORWARDED));
        assertNotEquals(ObjectHeader.FORWARDED, ObjectHeader.BUSY & ObjectHeader.STATE_MASK);
    }

    @Test
    void copyOfWhatWasAskedForItsHashStoresItAndOthersAreTheSame() {
        long word = ObjectHeader.of(65_535, 3, 5);
        assertEquals(word, ObjectHeader.ofCopy(word));
        assertEquals(word | ObjectHeader.HASH_STORED, ObjectHeader.ofCopy(word | ObjectHeader.HASHED));
        assertEquals(word | ObjectHeader.HASH_STORED, ObjectHeader.ofCopy(word | ObjectHeader.HASH_STORED));
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 16, 4096, 1L << 30, ((1L << 34) - 1) * 8})
    void fillerKnowsItsSizeAndHasNoSlots(long bytes) {
        long word = ObjectHeader.filler(bytes);
        assertTrue(ObjectHeader.isFiller(word));
        assertEquals(ObjectHeader.NORMAL, word & ObjectHeader.STATE_MASK);
        assertEquals(bytes, ObjectHeader.sizeBytes(word));
        assertEquals(0, ObjectHeader.slots(word));
        assertEquals(0, ObjectHeader.rawBytes(word));
    }
}
