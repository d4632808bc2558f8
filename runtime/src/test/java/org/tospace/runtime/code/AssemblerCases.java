package org.tospace.runtime.code;

import static org.tospace.runtime.code.Operand.at;
import static org.tospace.runtime.code.Register.R10;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R12;
import static org.tospace.runtime.code.Register.R13;
import static org.tospace.runtime.code.Register.R15;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.R9;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RBP;
import static org.tospace.runtime.code.Register.RBX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;
import static org.tospace.runtime.code.Register.RSP;
import static org.tospace.runtime.code.Width.BYTE;
import static org.tospace.runtime.code.Width.DWORD;
import static org.tospace.runtime.code.Width.QWORD;
import static org.tospace.runtime.code.Width.WORD;

import java.util.List;
import java.util.function.Consumer;

/** Instructions as the GNU assembler encodes them and as its disassembler writes them. */
final class AssemblerCases {

    record Case(String bytes, String text, Consumer<Assembler> instruction) {
    }

    static final List<Case> ALL = List.of(
            new Case("4889c8", "mov rax,rcx", a -> a.mov(QWORD, RAX, RCX)),
            new Case("4189f0", "mov r8d,esi", a -> a.mov(DWORD, R8, RSI)),
            new Case("4088c6", "mov sil,al", a -> a.mov(BYTE, RSI, RAX)),
            new Case("664189df", "mov r15w,bx", a -> a.mov(WORD, R15, RBX)),
            new Case("488b07", "mov rax,QWORD PTR [rdi]", a -> a.mov(QWORD, RAX, at(RDI))),
            new Case("4c8b92a8000000", "mov r10,QWORD PTR [rdx+0xa8]", a -> a.mov(QWORD, R10, at(RDX, 168))),
            new Case("8b4e08", "mov ecx,DWORD PTR [rsi+0x8]", a -> a.mov(DWORD, RCX, at(RSI, 8))),
            new Case("408a3c24", "mov dil,BYTE PTR [rsp]", a -> a.mov(BYTE, RDI, at(RSP))),
            new Case("408837", "mov BYTE PTR [rdi],sil", a -> a.mov(BYTE, at(RDI), RSI)),
            new Case("668937", "mov WORD PTR [rdi],si", a -> a.mov(WORD, at(RDI), RSI)),
            new Case("44894d00", "mov DWORD PTR [rbp+0x0],r9d", a -> a.mov(DWORD, at(RBP), R9)),
            new Case("49897500", "mov QWORD PTR [r13+0x0],rsi", a -> a.mov(QWORD, at(R13), RSI)),
            new Case("49897424f8", "mov QWORD PTR [r12-0x8],rsi", a -> a.mov(QWORD, at(R12, -8), RSI)),
            new Case("4b8984d900040000", "mov QWORD PTR [r9+r11*8+0x400],rax", a -> a.mov(QWORD, at(R9, R11, 8, 1024), RAX)),
            new Case("49c70301000000", "mov QWORD PTR [r11],0x1", a -> a.mov(QWORD, at(R11), 1)),
            new Case("41c64303c8", "mov BYTE PTR [r11+0x3],0xc8", a -> a.mov(BYTE, at(R11, 3), 200)),
            new Case("66c7003412", "mov WORD PTR [rax],0x1234", a -> a.mov(WORD, at(RAX), 4660)),
            new Case("c700ffffffff", "mov DWORD PTR [rax],0xffffffff", a -> a.mov(DWORD, at(RAX), -1)),
            new Case("b801000000", "mov eax,0x1", a -> a.mov(RAX, 1L)),
            new Case("41baffffffff", "mov r10d,0xffffffff", a -> a.mov(R10, 0xffffffffL)),
            new Case("49c7c3feffffff", "mov r11,0xfffffffffffffffe", a -> a.mov(R11, -2L)),
            new Case("49b9bc9a785634120000", "movabs r9,0x123456789abc", a -> a.mov(R9, 0x123456789abcL)),
            new Case("0fb6c0", "movzx eax,al", a -> a.movzx(BYTE, RAX, RAX)),
            new Case("440fb6ce", "movzx r9d,sil", a -> a.movzx(BYTE, R9, RSI)),
            new Case("0fb707", "movzx eax,WORD PTR [rdi]", a -> a.movzx(WORD, RAX, at(RDI))),
            new Case("450fb600", "movzx r8d,BYTE PTR [r8]", a -> a.movzx(BYTE, R8, at(R8))),
            new Case("480fbe07", "movsx rax,BYTE PTR [rdi]", a -> a.movsx(BYTE, RAX, at(RDI))),
            new Case("480fbfc2", "movsx rax,dx", a -> a.movsx(WORD, RAX, RDX)),
            new Case("486307", "movsxd rax,DWORD PTR [rdi]", a -> a.movsx(DWORD, RAX, at(RDI))),
            new Case("4d63c1", "movsxd r8,r9d", a -> a.movsx(DWORD, R8, R9)),
            new Case("480fbedf", "movsx rbx,dil", a -> a.movsx(BYTE, RBX, RDI)),
            new Case("4c8d8c240080fdff", "lea r9,[rsp-0x28000]", a -> a.lea(R9, at(RSP, -163840))),
            new Case("4f8d5c1940", "lea r11,[r9+r11*1+0x40]", a -> a.lea(R11, at(R9, R11, 1, 64))),
            new Case("488707", "xchg QWORD PTR [rdi],rax", a -> a.xchg(QWORD, at(RDI), RAX)),
            new Case("53", "push rbx", a -> a.push(RBX)),
            new Case("4154", "push r12", a -> a.push(R12)),
            new Case("415d", "pop r13", a -> a.pop(R13)),
            new Case("5d", "pop rbp", a -> a.pop(RBP)),
            new Case("0f45ca", "cmovne ecx,edx", a -> a.cmov(Condition.NE, DWORD, RCX, RDX)),
            new Case("4d0f4cca", "cmovl r9,r10", a -> a.cmov(Condition.L, QWORD, R9, R10)),
            new Case("0f94c0", "sete al", a -> a.set(Condition.E, RAX)),
            new Case("400f9fc7", "setg dil", a -> a.set(Condition.G, RDI)),
            new Case("410f97c1", "seta r9b", a -> a.set(Condition.A, R9)),
            new Case("4c01ca", "add rdx,r9", a -> a.add(QWORD, RDX, R9)),
            new Case("44034f04", "add r9d,DWORD PTR [rdi+0x4]", a -> a.add(DWORD, R9, at(RDI, 4))),
            new Case("400037", "add BYTE PTR [rdi],sil", a -> a.add(BYTE, at(RDI), RSI)),
            new Case("4983c17f", "add r9,0x7f", a -> a.add(QWORD, R9, 127)),
            new Case("4981c140010000", "add r9,0x140", a -> a.add(QWORD, R9, 320)),
            new Case("83c1ff", "add ecx,0xffffffff", a -> a.add(DWORD, RCX, -1)),
            new Case("6681c32c01", "add bx,0x12c", a -> a.add(WORD, RBX, 300)),
            new Case("4080c605", "add sil,0x5", a -> a.add(BYTE, RSI, 5)),
            new Case("4180400103", "add BYTE PTR [r8+0x1],0x3", a -> a.add(BYTE, at(R8, 1), 3)),
            new Case("48810700100000", "add QWORD PTR [rdi],0x1000", a -> a.add(QWORD, at(RDI), 4096)),
            new Case("4c09ca", "or rdx,r9", a -> a.or(QWORD, RDX, R9)),
            new Case("440b4f04", "or r9d,DWORD PTR [rdi+0x4]", a -> a.or(DWORD, R9, at(RDI, 4))),
            new Case("400837", "or BYTE PTR [rdi],sil", a -> a.or(BYTE, at(RDI), RSI)),
            new Case("4983c97f", "or r9,0x7f", a -> a.or(QWORD, R9, 127)),
            new Case("4981c940010000", "or r9,0x140", a -> a.or(QWORD, R9, 320)),
            new Case("83c9ff", "or ecx,0xffffffff", a -> a.or(DWORD, RCX, -1)),
            new Case("6681cb2c01", "or bx,0x12c", a -> a.or(WORD, RBX, 300)),
            new Case("4080ce05", "or sil,0x5", a -> a.or(BYTE, RSI, 5)),
            new Case("4180480103", "or BYTE PTR [r8+0x1],0x3", a -> a.or(BYTE, at(R8, 1), 3)),
            new Case("48810f00100000", "or QWORD PTR [rdi],0x1000", a -> a.or(QWORD, at(RDI), 4096)),
            new Case("4c21ca", "and rdx,r9", a -> a.and(QWORD, RDX, R9)),
            new Case("44234f04", "and r9d,DWORD PTR [rdi+0x4]", a -> a.and(DWORD, R9, at(RDI, 4))),
            new Case("402037", "and BYTE PTR [rdi],sil", a -> a.and(BYTE, at(RDI), RSI)),
            new Case("4983e17f", "and r9,0x7f", a -> a.and(QWORD, R9, 127)),
            new Case("4981e140010000", "and r9,0x140", a -> a.and(QWORD, R9, 320)),
            new Case("83e1ff", "and ecx,0xffffffff", a -> a.and(DWORD, RCX, -1)),
            new Case("6681e32c01", "and bx,0x12c", a -> a.and(WORD, RBX, 300)),
            new Case("4080e605", "and sil,0x5", a -> a.and(BYTE, RSI, 5)),
            new Case("4180600103", "and BYTE PTR [r8+0x1],0x3", a -> a.and(BYTE, at(R8, 1), 3)),
            new Case("48812700100000", "and QWORD PTR [rdi],0x1000", a -> a.and(QWORD, at(RDI), 4096)),
            new Case("4c29ca", "sub rdx,r9", a -> a.sub(QWORD, RDX, R9)),
            new Case("442b4f04", "sub r9d,DWORD PTR [rdi+0x4]", a -> a.sub(DWORD, R9, at(RDI, 4))),
            new Case("402837", "sub BYTE PTR [rdi],sil", a -> a.sub(BYTE, at(RDI), RSI)),
            new Case("4983e97f", "sub r9,0x7f", a -> a.sub(QWORD, R9, 127)),
            new Case("4981e940010000", "sub r9,0x140", a -> a.sub(QWORD, R9, 320)),
            new Case("83e9ff", "sub ecx,0xffffffff", a -> a.sub(DWORD, RCX, -1)),
            new Case("6681eb2c01", "sub bx,0x12c", a -> a.sub(WORD, RBX, 300)),
            new Case("4080ee05", "sub sil,0x5", a -> a.sub(BYTE, RSI, 5)),
            new Case("4180680103", "sub BYTE PTR [r8+0x1],0x3", a -> a.sub(BYTE, at(R8, 1), 3)),
            new Case("48812f00100000", "sub QWORD PTR [rdi],0x1000", a -> a.sub(QWORD, at(RDI), 4096)),
            new Case("4c31ca", "xor rdx,r9", a -> a.xor(QWORD, RDX, R9)),
            new Case("44334f04", "xor r9d,DWORD PTR [rdi+0x4]", a -> a.xor(DWORD, R9, at(RDI, 4))),
            new Case("403037", "xor BYTE PTR [rdi],sil", a -> a.xor(BYTE, at(RDI), RSI)),
            new Case("4983f17f", "xor r9,0x7f", a -> a.xor(QWORD, R9, 127)),
            new Case("4981f140010000", "xor r9,0x140", a -> a.xor(QWORD, R9, 320)),
            new Case("83f1ff", "xor ecx,0xffffffff", a -> a.xor(DWORD, RCX, -1)),
            new Case("6681f32c01", "xor bx,0x12c", a -> a.xor(WORD, RBX, 300)),
            new Case("4080f605", "xor sil,0x5", a -> a.xor(BYTE, RSI, 5)),
            new Case("4180700103", "xor BYTE PTR [r8+0x1],0x3", a -> a.xor(BYTE, at(R8, 1), 3)),
            new Case("48813700100000", "xor QWORD PTR [rdi],0x1000", a -> a.xor(QWORD, at(RDI), 4096)),
            new Case("4c39ca", "cmp rdx,r9", a -> a.cmp(QWORD, RDX, R9)),
            new Case("443b4f04", "cmp r9d,DWORD PTR [rdi+0x4]", a -> a.cmp(DWORD, R9, at(RDI, 4))),
            new Case("403837", "cmp BYTE PTR [rdi],sil", a -> a.cmp(BYTE, at(RDI), RSI)),
            new Case("4983f97f", "cmp r9,0x7f", a -> a.cmp(QWORD, R9, 127)),
            new Case("4981f940010000", "cmp r9,0x140", a -> a.cmp(QWORD, R9, 320)),
            new Case("83f9ff", "cmp ecx,0xffffffff", a -> a.cmp(DWORD, RCX, -1)),
            new Case("6681fb2c01", "cmp bx,0x12c", a -> a.cmp(WORD, RBX, 300)),
            new Case("4080fe05", "cmp sil,0x5", a -> a.cmp(BYTE, RSI, 5)),
            new Case("4180780103", "cmp BYTE PTR [r8+0x1],0x3", a -> a.cmp(BYTE, at(R8, 1), 3)),
            new Case("48813f00100000", "cmp QWORD PTR [rdi],0x1000", a -> a.cmp(QWORD, at(RDI), 4096)),
            new Case("4885c9", "test rcx,rcx", a -> a.test(QWORD, RCX, RCX)),
            new Case("f7c207000000", "test edx,0x7", a -> a.test(DWORD, RDX, 7)),
            new Case("40f6c701", "test dil,0x1", a -> a.test(BYTE, RDI, 1)),
            new Case("4d85c8", "test r8,r9", a -> a.test(QWORD, R8, R9)),
            new Case("490fafc1", "imul rax,r9", a -> a.imul(QWORD, RAX, R9)),
            new Case("446bc064", "imul r8d,eax,0x64", a -> a.imul(DWORD, R8, RAX, 100)),
            new Case("4869c2e8030000", "imul rax,rdx,0x3e8", a -> a.imul(QWORD, RAX, RDX, 1000)),
            new Case("6669d1e803", "imul dx,cx,0x3e8", a -> a.imul(WORD, RDX, RCX, 1000)),
            new Case("4d0faf4808", "imul r9,QWORD PTR [r8+0x8]", a -> a.imul(QWORD, R9, at(R8, 8))),
            new Case("4c0fbcc9", "bsf r9,rcx", a -> a.bsf(QWORD, R9, RCX)),
            new Case("410fbdc0", "bsr eax,r8d", a -> a.bsr(DWORD, RAX, R8)),
            new Case("49ffc2", "inc r10", a -> a.inc(QWORD, R10)),
            new Case("ffc9", "dec ecx", a -> a.dec(DWORD, RCX)),
            new Case("fe07", "inc BYTE PTR [rdi]", a -> a.inc(BYTE, at(RDI))),
            new Case("48f7d0", "not rax", a -> a.not(QWORD, RAX)),
            new Case("41f7d8", "neg r8d", a -> a.neg(DWORD, R8)),
            new Case("48f718", "neg QWORD PTR [rax]", a -> a.neg(QWORD, at(RAX))),
            new Case("40fece", "dec sil", a -> a.dec(BYTE, RSI)),
            new Case("48f7f1", "div rcx", a -> a.div(QWORD, RCX)),
            new Case("41f7f8", "idiv r8d", a -> a.idiv(DWORD, R8)),
            new Case("99", "cdq", a -> a.cdq()),
            new Case("4899", "cqo", a -> a.cqo()),
            new Case("41c1e305", "shl r11d,0x5", a -> a.shl(DWORD, R11, 5)),
            new Case("48c1e903", "shr rcx,0x3", a -> a.shr(QWORD, RCX, 3)),
            new Case("49c1f93f", "sar r9,0x3f", a -> a.sar(QWORD, R9, 63)),
            new Case("48d3e0", "shl rax,cl", a -> a.shl(QWORD, RAX)),
            new Case("d3ea", "shr edx,cl", a -> a.shr(DWORD, RDX)),
            new Case("41d3f8", "sar r8d,cl", a -> a.sar(DWORD, R8)),
            new Case("ffe0", "jmp rax", a -> a.jmp(RAX)),
            new Case("41ffe3", "jmp r11", a -> a.jmp(R11)),
            new Case("ff6008", "jmp QWORD PTR [rax+0x8]", a -> a.jmp(at(RAX, 8))),
            new Case("41ffd2", "call r10", a -> a.call(R10)),
            new Case("41ff542410", "call QWORD PTR [r12+0x10]", a -> a.call(at(R12, 16))),
            new Case("c3", "ret", a -> a.ret()),
            new Case("f0480fb117", "lock cmpxchg QWORD PTR [rdi],rdx", a -> a.lockCmpxchg(QWORD, at(RDI), RDX)),
            new Case("f0410fb031", "lock cmpxchg BYTE PTR [r9],sil", a -> a.lockCmpxchg(BYTE, at(R9), RSI)),
            new Case("f0440fb107", "lock cmpxchg DWORD PTR [rdi],r8d", a -> a.lockCmpxchg(DWORD, at(RDI), R8)),
            new Case("f04d0fc15128", "lock xadd QWORD PTR [r9+0x28],r10", a -> a.lockXadd(QWORD, at(R9, 40), R10)),
            new Case("f049ff4120", "lock inc QWORD PTR [r9+0x20]", a -> a.lockInc(QWORD, at(R9, 32))),
            new Case("f041ff4920", "lock dec DWORD PTR [r9+0x20]", a -> a.lockDec(DWORD, at(R9, 32))),
            new Case("f3a4", "rep movs BYTE PTR es:[rdi],BYTE PTR ds:[rsi]", a -> a.repMovsb()),
            new Case("f348a5", "rep movs QWORD PTR es:[rdi],QWORD PTR ds:[rsi]", a -> a.repMovsq()),
            new Case("f3aa", "rep stos BYTE PTR es:[rdi],al", a -> a.repStosb()),
            new Case("f348ab", "rep stos QWORD PTR es:[rdi],rax", a -> a.repStosq()),
            new Case("0faef0", "mfence", a -> a.mfence()),
            new Case("f390", "pause", a -> a.pause()),
            new Case("0f1808", "prefetcht0 BYTE PTR [rax]", a -> a.prefetch(at(RAX))),
            new Case("410f184c2410", "prefetcht0 BYTE PTR [r12+0x10]", a -> a.prefetch(at(R12, 16))),
            new Case("0f31", "rdtsc", a -> a.rdtsc()),
            new Case("0f05", "syscall", a -> a.syscall()),
            new Case("90", "nop", a -> a.nop()),
            new Case("cc", "int3", a -> a.int3()),
            new Case("0f0b", "ud2", a -> a.ud2()));

    private AssemblerCases() {
    }
}
