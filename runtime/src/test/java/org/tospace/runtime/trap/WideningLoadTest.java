package org.tospace.runtime.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/** The one load that HotSpot does not know how long it is. Lengths as a disassembler has them; 0 for what is no such load. */
class WideningLoadTest {
    @ParameterizedTest
    @CsvSource({"4d6312, 3", "4863500c, 4", "48639080000000, 7", "4c630424, 4", "4863442408, 5", "486384d880000000, 8", "48630425efbeadde, 8", "486305efbeadde, 7",
        "48630c90, 4", "4863d0, 0", "486bc003, 0", "48 8b 12, 0", "637512, 0", "4063 12, 0"})
    void lengthIsThatOfTheInstruction(String code, int length) {
        try (NativeBlock block = block(code)) {
            assertEquals(length == 0 ? 0 : block.address() + length, WideningLoad.next(block.address()));
        }
    }

    @ParameterizedTest
    @CsvSource({"8b, 0", "c3488b, 2", "f8498d, 2", "f84d0153, 2", "0f84c3, -1", "c3c3c3, -1", "c33b, 1"})
    void standInIsAnInstructionThatHotSpotKnows(String code, int offset) {
        try (NativeBlock block = block(code)) {
            assertEquals(offset < 0 ? 0 : block.address() + offset, WideningLoad.standIn(block.address()));
        }
    }

    private static NativeBlock block(String code) {
        byte[] bytes = HexFormat.of().parseHex(code.replace(" ", ""));
        NativeBlock block = NativeBlock.reserve(64);
        for (int i = 0; i < 64; i++) {
            Memory.putByte(block.address() + i, i < bytes.length ? bytes[i] : (byte) 0xc3);
        }
        return block;
    }
}
