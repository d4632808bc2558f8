package org.tospace.runtime.code;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.testing.MemoryMap;

class ExecutableMemoryTest {

    @Test
    void assembledCodeRuns() throws Throwable {
        // The sum of 1 to n, by a loop with a jump in each direction.
        Assembler code = new Assembler();
        Label done = code.newLabel();
        code.xor(Width.DWORD, Register.RAX, Register.RAX);
        Label loop = code.here();
        code.test(Width.QWORD, Register.RDI, Register.RDI);
        code.j(Condition.E, done);
        code.add(Width.QWORD, Register.RAX, Register.RDI);
        code.dec(Width.QWORD, Register.RDI);
        code.jmp(loop);
        code.bind(done);
        code.ret();
        try (ExecutableMemory memory = ExecutableMemory.of(code.toByteArray())) {
            MethodHandle sum = NativeFunctions.downcall(memory.address(), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
            assertEquals(5050, (long) sum.invokeExact(100L));
            assertEquals(0, (long) sum.invokeExact(0L));
            assertEquals(code.offset(), memory.codeBytes());
        }
    }

    @Test
    void codeIsNeverWritableAndExecutable() {
        try (ExecutableMemory memory = ExecutableMemory.of(new byte[5000])) {
            assertEquals("r-xp", MemoryMap.protection(memory.address()));
            assertEquals("r-xp", MemoryMap.protection(memory.address() + 4999));
        }
    }

    @Test
    void closingMoreThanOnceUnmapsOnce() {
        ExecutableMemory memory = ExecutableMemory.of(new byte[] {1});
        memory.close();
        try (ExecutableMemory next = ExecutableMemory.of(new byte[] {2})) {
            memory.close();
            assertEquals("r-xp", MemoryMap.protection(next.address()));
            assertEquals(2, Memory.getByte(next.address()));
        }
    }

    @Test
    void noCodeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ExecutableMemory.of(new byte[0]));
    }
}
