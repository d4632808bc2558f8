package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "4096,4096", "16k,16384", "16K,16384", "16kb,16384", "16KiB,16384", "64m,67108864", "2g,2147483648", "1t,1099511627776",
        "' 5m ',5242880", "7b,7"})
    void textIsRead(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5m", "1x", "1 k", "0x10", "1kk", "9223372036854775808", "8388608t"})
    void otherTextIsRefusedAndNamed(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
        assertTrue(e.getMessage().contains("'" + text + "'"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1023,1023", "1024,1k", "1025,1025", "67108864,64m", "1536,1536", "1572864,1536k", "1099511627776,1t", "1125899906842624,1024t"})
    void formatIsTheShortestThatIsExact(long bytes, String text) {
        assertEquals(text, ByteSize.format(bytes));
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0,0 bytes", "1023,1023 bytes", "1024,1.0 KiB", "1536,1.5 KiB", "67108864,64.0 MiB", "1099511627776,1.0 TiB"})
    void descriptionIsForPeople(long bytes, String text) {
        assertEquals(text, ByteSize.describe(bytes));
    }
}
