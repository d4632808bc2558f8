package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Libraries that the process has loaded: where their functions are, and which library an address is in. Loads nothing. Any thread. */
public final class LoadedLibraries {

    private static final long RTLD_LAZY = 1;
    /** The handle of a library that is loaded already, or none. */
    private static final long RTLD_NOLOAD = 4;
    /** {@code Dl_info}: path, where the library is, name and address of the nearest symbol. */
    private static final int INFO_BYTES = 32;
    private static final int INFO_BASE = 8;

    private static final MethodHandle OPEN = function("dlopen");
    private static final MethodHandle SYMBOL = function("dlsym");
    private static final MethodHandle CLOSE = function("dlclose");
    private static final MethodHandle INFO = function("dladdr");

    private LoadedLibraries() {
    }

    private static MethodHandle function(String name) {
        return NativeFunctions.downcall(LibC.address(name));
    }

    /**
     * Where a function is.
     *
     * @param library its library's name, such as {@code libjvm.so}
     * @param function its name
     * @return its address; 0 if no such library is loaded, or it has no such function
     */
    public static long find(String library, String function) {
        try (Arena arena = Arena.ofConfined()) {
            long handle = (long) OPEN.invokeExact(arena.allocateFrom(library).address(), RTLD_LAZY | RTLD_NOLOAD, 0L, 0L);
            if (handle == 0) {
                return 0;
            }
            long found = (long) SYMBOL.invokeExact(handle, arena.allocateFrom(function).address(), 0L, 0L);
            // Only counts the uses down: whoever loaded it keeps it.
            long _ = (long) CLOSE.invokeExact(handle, 0L, 0L, 0L);
            return found;
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }

    /**
     * Whether two addresses are of the same library.
     *
     * @param address one of code or data
     * @param other another
     * @return false also when either is of none
     */
    public static boolean areOfOne(long address, long other) {
        long base = base(address);
        return base != 0 && base == base(other);
    }

    private static long base(long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
            // Its result is an int.
            int found = (int) (long) INFO.invokeExact(address, info.address(), 0L, 0L);
            return found == 0 ? 0 : info.get(JAVA_LONG, INFO_BASE);
        } catch (Throwable e) {
            throw NativeFunctions.unexpected(e);
        }
    }
}
