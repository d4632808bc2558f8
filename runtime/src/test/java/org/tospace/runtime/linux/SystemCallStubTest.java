package org.tospace.runtime.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Operand;
import org.tospace.runtime.code.Register;
import org.tospace.runtime.code.Width;

class SystemCallStubTest {

    @Test
    void theBytesAreWhatTheAssemblerMakesOfTheListing() {
        Assembler code = new Assembler();
        code.mov(Width.QWORD, Register.RAX, Register.RCX);
        code.syscall();
        code.ret();
        code.align(SystemCallStub.CALL6_OFFSET);
        code.mov(Width.QWORD, Register.RAX, Operand.at(Register.RSP, 8));
        code.mov(Width.QWORD, Register.R10, Register.RCX);
        code.syscall();
        code.ret();
        assertArrayEquals(code.toByteArray(), SystemCallStub.code());
    }
}
