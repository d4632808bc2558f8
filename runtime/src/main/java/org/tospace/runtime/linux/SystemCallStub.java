package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The machine code behind {@link SystemCall}: two entry points that move the arguments from where the C calling
 * convention puts them to where the kernel wants them. One page, made at class initialisation, never freed.
 *
 * <p>The number comes last, so that the first three arguments are in place already. The code is spelled in bytes
 * because the memory that assembled code lives in is itself obtained by system calls.
 */
final class SystemCallStub {

    /** Offset of the entry with three arguments: (rdi, rsi, rdx, rcx = number). */
    static final int CALL3_OFFSET = 0;
    /** Offset of the entry with six arguments: (rdi, rsi, rdx, rcx, r8, r9, [rsp + 8] = number). */
    static final int CALL6_OFFSET = 16;

    private static final byte[] CODE = {
        0x48, (byte) 0x89, (byte) 0xc8,                     // mov rax, rcx
        0x0f, 0x05,                                         // syscall
        (byte) 0xc3,                                        // ret
        (byte) 0xcc, (byte) 0xcc, (byte) 0xcc, (byte) 0xcc, (byte) 0xcc, // int3, up to the next entry
        (byte) 0xcc, (byte) 0xcc, (byte) 0xcc, (byte) 0xcc, (byte) 0xcc,
        0x48, (byte) 0x8b, 0x44, 0x24, 0x08,                // mov rax, [rsp + 8]
        0x49, (byte) 0x89, (byte) 0xca,                     // mov r10, rcx
        0x0f, 0x05,                                         // syscall
        (byte) 0xc3,                                        // ret
    };

    private static final int PAGE_BYTES = 4096;

    static final MethodHandle CALL3;
    static final MethodHandle CALL6;

    static {
        SupportedPlatform.requireMachineCode();
        long address = load();
        CALL3 = NativeFunctions.downcall(address + CALL3_OFFSET);
        CALL6 = NativeFunctions.downcall(address + CALL6_OFFSET, NativeFunctions.SEVEN_WORDS);
    }

    private SystemCallStub() {
    }

    /** A copy of the code, for the test that compares it with what the assembler makes of its listing. */
    static byte[] code() {
        return CODE.clone();
    }

    @SuppressWarnings("restricted")
    private static long load() {
        long address = LibC.syscall(SystemCallNumber.MMAP, 0, PAGE_BYTES, Protection.READ | Protection.WRITE,
                Mapping.PRIVATE | Mapping.ANONYMOUS, -1, 0);
        SystemCall.check("mmap", 0, PAGE_BYTES, address);
        MemorySegment.copy(CODE, 0, MemorySegment.ofAddress(address).reinterpret(PAGE_BYTES), JAVA_BYTE, 0,
                CODE.length);
        SystemCall.check("mprotect", address, PAGE_BYTES, LibC.syscall(SystemCallNumber.MPROTECT, address, PAGE_BYTES,
                Protection.READ | Protection.EXECUTE, 0, 0, 0));
        return address;
    }
}
