package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.tospace.runtime.code.Register.RAX;
import static org.tospace.runtime.code.Register.RSP;
import static org.tospace.runtime.code.Width.QWORD;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.linux.NativeFunctions;

/** The native side of the running thread: what tells it from others, and how much stack it has left. Any thread. */
public final class NativeThread {

    /** At least {@code sizeof(pthread_attr_t)}, 56 bytes in glibc on x86-64. */
    private static final long ATTRIBUTE_BYTES = 128;

    private static final MethodHandle POINTER = ours(code -> code.movThreadPointer(RAX));
    private static final MethodHandle STACK_POINTER = ours(code -> code.mov(QWORD, RAX, RSP));
    private static final MethodHandle SELF = libc("pthread_self", JAVA_LONG);
    private static final MethodHandle GET_ATTRIBUTES = libc("pthread_getattr_np", JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle GET_STACK = libc("pthread_attr_getstack", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle DESTROY = libc("pthread_attr_destroy", JAVA_INT, ADDRESS);

    private NativeThread() {
    }

    private interface Body {
        void emit(Assembler code);
    }

    private static MethodHandle ours(Body body) {
        Assembler code = new Assembler();
        body.emit(code);
        code.ret();
        return NativeFunctions.downcall(ExecutableMemory.of(code.toByteArray()).address(), FunctionDescriptor.of(JAVA_LONG));
    }

    private static MethodHandle libc(String name, MemoryLayout result, MemoryLayout... parameters) {
        long address = Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
        return NativeFunctions.downcall(address, FunctionDescriptor.of(result, parameters));
    }

    /**
     * The calling thread's pointer, as region services are told.
     *
     * @return not 0; another thread may have the same once this one has ended
     */
    public static long pointer() {
        return call(POINTER);
    }

    /**
     * Where the calling thread's stack stands: about 7 ns.
     *
     * @return an address in the caller's frame or a little below
     */
    public static long stackPointer() {
        return call(STACK_POINTER);
    }

    /**
     * The lowest address of the calling thread's stack, the JVM's guard zones included. Takes microseconds: ask once.
     *
     * @return the address
     * @throws IllegalStateException if the C library does not know
     */
    public static long stackLimit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
            MemorySegment address = arena.allocate(JAVA_LONG);
            MemorySegment size = arena.allocate(JAVA_LONG);
            int error = (int) GET_ATTRIBUTES.invokeExact((long) SELF.invokeExact(), attributes);
            if (error == 0) {
                error = (int) GET_STACK.invokeExact(attributes, address, size);
                int ignored = (int) DESTROY.invokeExact(attributes);
            }
            if (error != 0) {
                throw new IllegalStateException("the C library does not tell this thread's stack: error " + error);
            }
            return address.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    private static long call(MethodHandle handle) {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}
