package org.tospace.runtime.trap;

import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RCX;

import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.code.Width;
import org.tospace.runtime.linux.LoadedLibraries;

/**
 * The function that HotSpot has for handlers of others: {@code int JVM_handle_linux_signal(int, siginfo_t *, ucontext_t *, int abort)}. It does
 * what HotSpot's own handler does, but where that would write its error report and end the process, it returns 0 and has changed nothing, if
 * {@code abort} is 0. It may be asked again then. Other JVMs may have none; then what is not ours goes to the handler before ours at once.
 */
final class JvmSignals {

    private static final long FUNCTION = LoadedLibraries.find("libjvm.so", "JVM_handle_linux_signal");
    /** Code of ours with the first three arguments only, or 0. Never freed. */
    private static final long ADDRESS = FUNCTION == 0 ? 0 : ExecutableMemory.of(assemble()).address();

    private JvmSignals() {
    }

    private static byte[] assemble() {
        Assembler code = new Assembler();
        code.xor(Width.DWORD, RCX, RCX);
        code.mov(RAX, FUNCTION);
        code.jmp(RAX);
        return code.toByteArray();
    }

    /** {@code int (int, siginfo_t *, ucontext_t *)}: not 0 if the JVM knew what to do about the signal; 0 where there is no such function. */
    static long address() {
        return ADDRESS;
    }

    /** Whether a handler is the JVM's own. */
    static boolean isHandler(long handler) {
        return FUNCTION != 0 && LoadedLibraries.areOfOne(handler, FUNCTION);
    }
}
