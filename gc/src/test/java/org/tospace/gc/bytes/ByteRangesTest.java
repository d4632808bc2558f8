package org.tospace.gc.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tospace.gc.testing.Seeds;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

class ByteRangesTest {
    private static final int MOST = 600;

    @Test
    void mismatchIsThatOfArraysAtEveryLengthAndPlace() {
        long seed = Seeds.next();
        Seeds.run(seed, () -> {
            Random random = new Random(seed);
            try (NativeBlock block = NativeBlock.reserve(8192)) {
                for (int round = 0; round < 60_000; round++) {
                    int length = random.nextInt(4) == 0 ? random.nextInt(MOST) : random.nextInt(40);
                    byte[] first = new byte[length];
                    random.nextBytes(first);
                    byte[] second = first.clone();
                    for (int changes = random.nextInt(3); changes > 0 && length > 0; changes--) {
                        second[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    long a = block.address() + random.nextInt(16);
                    long b = block.address() + 4096 + random.nextInt(16);
                    Memory.copyIn(first, 0, a, length);
                    Memory.copyIn(second, 0, b, length);
                    // Behind the range they differ, and nobody may notice.
                    Memory.putLong(a + length, 0);
                    Memory.putLong(b + length, -1);
                    int expected = Arrays.mismatch(first, second);
                    assertEquals(expected, ByteRanges.mismatch(a, b, length), "length " + length);
                    byte[] shifted = new byte[length + 3];
                    System.arraycopy(second, 0, shifted, 3, length);
                    assertEquals(expected, ByteRanges.mismatch(a, shifted, 3, length), "array, length " + length);
                }
            }
            return null;
        });
    }
}
