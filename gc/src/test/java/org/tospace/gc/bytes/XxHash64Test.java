package org.tospace.gc.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

class XxHash64Test {
    /** By xxHash 0.8.1, {@code XXH64(text, length, 0)}. */
    @ParameterizedTest
    @CsvSource({"'',EF46DB3751D8E999", "a,D24EC4F1A98C6E5B", "abc,44BC2CF5AD770999", "message digest,066ED728FCEEB3BE",
        "abcdefghijklmnopqrstuvwxyz,CFE1F278FA89835C", "0123456789abcdef0123456789abcdef,642A94958E71E6C5",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,AAA46907D3047814",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890,E04A477F19EE145D"})
    void hashIsThatOfTheSpecification(String text, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertEquals(Long.parseUnsignedLong(expected, 16), XxHash64.hash(bytes, bytes.length));
    }

    @Test
    void memoryAndArraysHaveTheSameHashAtEveryLengthAndAlignment() {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            byte[] bytes = new byte[300];
            new Random(seed).nextBytes(bytes);
            try (NativeBlock block = NativeBlock.reserve(4096)) {
                // The range ends where the block does: what reads on meets whatever comes after.
                for (int length = 0; length <= bytes.length; length++) {
                    long address = block.address() + 4096 - length;
                    Memory.copyIn(bytes, bytes.length - length, address, length);
                    byte[] same = Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
                    assertEquals(XxHash64.hash(same, length), XxHash64.hash(address, length), "length " + length);
                }
            }
            return null;
        });
    }
}
