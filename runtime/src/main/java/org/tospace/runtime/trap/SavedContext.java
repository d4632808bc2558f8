package org.tospace.runtime.trap;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.tospace.runtime.linux.NativeFunctions;

/**
 * Where the calling thread's stack stands, on processors that no machine code is made for: the C library's {@code getcontext} writes down the registers,
 * the stack pointer among them. At which place differs from processor to processor; it is found out once, by two calls of which the second is made deeper down.
 *
 * <p>Any thread; each has a block of its own for the registers, which the garbage collector frees. A call takes 170 ns or so, most of it the system call that reads the signal mask.
 */
final class SavedContext {

    /** More than any processor's {@code ucontext_t}: 968 bytes on x86-64, 4,560 on AArch64. */
    private static final int BYTES = 16 << 10;
    /** How much deeper the second call is made. */
    private static final int FRAMES = 32;

    private static final MethodHandle GET_CONTEXT = NativeThread.libc("getcontext");
    private static final ThreadLocal<MemorySegment> BLOCK = ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(BYTES, Long.BYTES));
    private static final int INDEX = find();

    private SavedContext() {
    }

    /** An address in the caller's frame or a little below. */
    static long stackPointer() {
        return get().getAtIndex(JAVA_LONG, INDEX);
    }

    /** Which word of the context it is. */
    static int index() {
        return INDEX;
    }

    /** The calling thread's block, with its registers. */
    private static MemorySegment get() {
        MemorySegment block = BLOCK.get();
        try {
            int result = (int) (long) GET_CONTEXT.invokeExact(block.address(), 0L, 0L, 0L);
            if (result != 0) {
                throw new IllegalStateException("the C library does not tell this thread's registers: getcontext returned " + result);
            }
            return block;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /** The word that points to the stack both times, has come down, and is the lowest of those: the stack pointer, as everything else on the stack is above it. */
    private static int find() {
        NativeThread.Stack stack = NativeThread.stack();
        long[] above = get().toArray(JAVA_LONG);
        long[] below = deeper(FRAMES);
        int found = -1;
        for (int i = 0; i < above.length; i++) {
            if (stack.contains(above[i]) && stack.contains(below[i]) && below[i] < above[i] && (found == -1 || below[i] < below[found])) {
                found = i;
            }
        }
        if (found == -1) {
            throw new IllegalStateException("no word of what getcontext writes is the stack pointer");
        }
        return found;
    }

    private static long[] deeper(int frames) {
        return frames == 0 ? get().toArray(JAVA_LONG) : deeper(frames - 1);
    }
}
