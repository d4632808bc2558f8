package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RSP;
import static org.tospace.runtime.code.Width.QWORD;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.linux.NativeFunctions;
import org.tospace.runtime.linux.SupportedPlatform;

/** The native side of the running thread: what tells it from others, and how much stack it has left. Any thread. */
public final class NativeThread {

    /** At least {@code sizeof(pthread_attr_t)}, 56 bytes in glibc on x86-64 and 64 on others. */
    private static final long ATTRIBUTE_BYTES = 128;
    /** Static and final, so that compiled code asks nothing. */
    private static final boolean HAS_CODE = SupportedPlatform.machineCodeProblem().isEmpty();

    private static final MethodHandle SELF = libc("pthread_self");
    private static final MethodHandle GET_ATTRIBUTES = libc("pthread_getattr_np");
    private static final MethodHandle GET_STACK = libc("pthread_attr_getstack");
    private static final MethodHandle DESTROY = libc("pthread_attr_destroy");

    private NativeThread() {
    }

    /** The addresses of a thread's stack, the JVM's guard zones included. */
    record Stack(long lowest, long end) {
        boolean contains(long address) {
            return address >= lowest && address < end;
        }
    }

    /** Machine code of ours. */
    private static final class Code {
        private static final MethodHandle POINTER = ours(code -> code.movThreadPointer(RAX));
        private static final MethodHandle STACK_POINTER = ours(code -> code.mov(QWORD, RAX, RSP));

        private interface Body {
            void emit(Assembler code);
        }

        private static MethodHandle ours(Body body) {
            Assembler code = new Assembler();
            body.emit(code);
            code.ret();
            return NativeFunctions.downcall(ExecutableMemory.of(code.toByteArray()).address());
        }
    }

    static MethodHandle libc(String name) {
        return NativeFunctions.downcall(Linker.nativeLinker().defaultLookup().findOrThrow(name).address());
    }

    /**
     * The calling thread's pointer, as region services are told. On x86-64 only.
     *
     * @return not 0; another thread may have the same once this one has ended
     */
    public static long pointer() {
        return call(Code.POINTER, 0, 0, 0);
    }

    /**
     * Where the calling thread's stack stands: about 7 ns; on another processor than x86-64 some 170, by {@link SavedContext}.
     *
     * @return an address in the caller's frame or a little below
     */
    public static long stackPointer() {
        return HAS_CODE ? call(Code.STACK_POINTER, 0, 0, 0) : SavedContext.stackPointer();
    }

    /**
     * The lowest address of the calling thread's stack, the JVM's guard zones included. Takes microseconds: ask once.
     *
     * @return the address
     * @throws IllegalStateException if the C library does not know
     */
    public static long stackLimit() {
        return stack().lowest;
    }

    /** The calling thread's stack. Takes microseconds. */
    static Stack stack() {
        try (Arena arena = Arena.ofConfined()) {
            long attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES).address();
            MemorySegment address = arena.allocate(JAVA_LONG);
            MemorySegment size = arena.allocate(JAVA_LONG);
            int error = (int) call(GET_ATTRIBUTES, call(SELF, 0, 0, 0), attributes, 0);
            if (error == 0) {
                error = (int) call(GET_STACK, attributes, address.address(), size.address());
                call(DESTROY, attributes, 0, 0);
            }
            if (error != 0) {
                throw new IllegalStateException("the C library does not tell this thread's stack: error " + error);
            }
            return new Stack(address.get(JAVA_LONG, 0), address.get(JAVA_LONG, 0) + size.get(JAVA_LONG, 0));
        }
    }

    private static long call(MethodHandle handle, long a, long b, long c) {
        try {
            return (long) handle.invokeExact(a, b, c, 0L);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}
