package org.tospace.runtime.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AssemblerTest {

    @Test
    void instructionsAreEncodedAsTheGnuAssemblerDoes() {
        for (AssemblerCases.Case c : AssemblerCases.ALL) {
            Assembler code = new Assembler();
            c.instruction().accept(code);
            assertEquals(c.bytes(), HexFormat.of().formatHex(code.toByteArray()), c.text());
        }
    }

    @Test
    void theDisassemblerReadsWhatWasWritten() throws Exception {
        assumeTrue(Objdump.isInstalled(), "objdump is not installed");
        Assembler code = new Assembler();
        List<String> expected = new ArrayList<>();
        for (AssemblerCases.Case c : AssemblerCases.ALL) {
            c.instruction().accept(code);
            expected.add(c.text());
        }
        assertEquals(expected, Objdump.disassemble(code.toByteArray()));
    }

    @Test
    void everyAddressingModeIsReadBack() throws Exception {
        assumeTrue(Objdump.isInstalled(), "objdump is not installed");
        Assembler code = new Assembler();
        List<String> expected = new ArrayList<>();
        for (Register base : Register.values()) {
            for (int displacement : new int[] {0, 1, 127, 128, 0x12345}) {
                String end = text(displacement, is(base, Register.RBP, Register.R13)) + "]";
                code.mov(Width.QWORD, Register.R14, Operand.at(base, displacement));
                expected.add("mov r14,QWORD PTR [" + text(base) + end);
                for (Register index : Register.values()) {
                    if (index != Register.RSP) {
                        int scale = 1 << (index.ordinal() & 3);
                        code.mov(Width.QWORD, Operand.at(base, index, scale, displacement), Register.RBX);
                        expected.add("mov QWORD PTR [" + text(base) + "+" + text(index) + "*" + scale + end + ",rbx");
                    }
                }
            }
        }
        assertEquals(expected, Objdump.disassemble(code.toByteArray()));
    }

    private static boolean is(Register register, Register... any) {
        return List.of(any).contains(register);
    }

    private static String text(Register register) {
        return register.name().toLowerCase(Locale.ROOT);
    }

    private static String text(int displacement, boolean always) {
        return displacement != 0 || always ? "+0x" + Integer.toHexString(displacement) : "";
    }

    @Test
    void jumpsReachLabelsBeforeAndBehindThem() throws Exception {
        Assembler code = new Assembler();
        Label ahead = code.newLabel();
        Label start = code.here();
        code.j(Condition.NE, ahead);
        code.jmp(start);
        code.call(ahead);
        code.bind(ahead);
        code.lea(Register.RAX, start);
        code.ret();
        assertEquals("0f850a000000" + "e9f5ffffff" + "e800000000" + "488d05e9ffffff" + "c3",
                HexFormat.of().formatHex(code.toByteArray()));
        assertEquals(16, ahead.offset());
    }

    @Test
    void codeGrowsAsNeededAndJumpsStayRight() {
        Assembler code = new Assembler();
        Label end = code.newLabel();
        code.jmp(end);
        for (int i = 0; i < 10_000; i++) {
            code.nop();
        }
        code.bind(end);
        byte[] bytes = code.toByteArray();
        assertEquals(10_005, bytes.length);
        assertEquals("e910270000", HexFormat.of().formatHex(bytes, 0, 5));
    }

    @Test
    void whatCannotBeEncodedIsRefused() {
        Assembler code = new Assembler();
        assertThrows(IllegalArgumentException.class, () -> Operand.at(Register.RAX, Register.RSP, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Operand.at(Register.RAX, Register.RCX, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> code.add(Width.BYTE, Register.RAX, 256));
        assertThrows(IllegalArgumentException.class, () -> code.mov(Width.WORD, Operand.at(Register.RAX), -32_769));
        assertThrows(IllegalArgumentException.class, () -> code.shl(Width.DWORD, Register.RAX, 32));
        assertThrows(IllegalArgumentException.class, () -> code.movzx(Width.DWORD, Register.RAX, Register.RCX));
        assertThrows(IllegalArgumentException.class,
                () -> code.cmov(Condition.E, Width.BYTE, Register.RAX, Register.RCX));
        assertThrows(IllegalArgumentException.class, () -> code.align(3));
        assertEquals(0, code.offset());
    }

    @Test
    void aLabelThatIsNeverBoundIsReportedAndOneIsBoundOnce() {
        Assembler code = new Assembler();
        Label label = code.newLabel();
        code.jmp(label);
        String message = assertThrows(IllegalStateException.class, code::toByteArray).getMessage();
        assertTrue(message.contains("before offset 5"), message);
        code.bind(label);
        assertEquals(5, code.toByteArray().length);
        assertThrows(IllegalStateException.class, () -> code.bind(label));
        assertThrows(IllegalStateException.class, () -> code.newLabel().offset());
    }

    @Test
    void aConditionIsTheOppositeOfItsOpposite() {
        assertEquals(Condition.NE, Condition.E.negated());
        assertEquals(Condition.B, Condition.AE.negated());
        for (Condition condition : Condition.values()) {
            assertEquals(condition, condition.negated().negated());
        }
    }
}
