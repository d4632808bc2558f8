package org.tospace.runtime.trap;

import static org.tospace.runtime.code.Operand.at;
import static org.tospace.runtime.code.Register.R11;
import static org.tospace.runtime.code.Register.R8;
import static org.tospace.runtime.code.Register.R9;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RCX;
import static org.tospace.runtime.code.Register.RDI;
import static org.tospace.runtime.code.Register.RDX;
import static org.tospace.runtime.code.Register.RSI;
import static org.tospace.runtime.code.Register.RSP;
import static org.tospace.runtime.code.Width.DWORD;
import static org.tospace.runtime.code.Width.QWORD;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.Condition;
import org.tospace.runtime.code.Label;

/**
 * The entry of a signal handler, {@code void handler(int signal, siginfo_t *info, ucontext_t *context)}: what Java cannot say of it.
 * Calls the dispatcher with what it needs beside these arguments, and jumps to the handler before ours with the arguments as they were,
 * but for the signal, if the dispatcher says so.
 */
final class SignalHandlerCode {

    private SignalHandlerCode() {
    }

    /**
     * Writes an entry.
     *
     * @param words the handler's {@link HandlerWords}
     * @param dispatcherAddress where {@link TrapDispatcher#dispatch} starts
     * @return the code
     */
    static byte[] assemble(long words, long dispatcherAddress) {
        Assembler code = new Assembler();
        Label done = code.newLabel();
        // Three pushes align the stack for the call.
        code.push(RDI);
        code.push(RSI);
        code.push(RDX);
        code.mov(RCX, words);
        code.movThreadPointer(R8);
        code.mov(QWORD, R9, RSP);
        code.mov(RAX, dispatcherAddress);
        code.call(RAX);
        code.pop(RDX);
        code.pop(RSI);
        code.pop(RDI);
        code.test(DWORD, RAX, RAX);
        code.j(Condition.E, done);
        code.mov(DWORD, RDI, RAX);
        code.mov(R11, words);
        code.jmp(at(R11, HandlerWords.PREVIOUS));
        code.bind(done);
        code.ret();
        return code.toByteArray();
    }
}
