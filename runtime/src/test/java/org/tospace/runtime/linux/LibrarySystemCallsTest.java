package org.tospace.runtime.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.runtime.memory.Memory;

/** The C library's functions beside the kernel itself: the same results, the same error numbers. */
class LibrarySystemCallsTest {
    private static final long PAGE = 4096;
    private static final int ENOSYS = 38;
    private static final int STATX_BYTES = 256;
    private static final int STATX_SIZE_OFFSET = 40;
    private static final long AT_EMPTY_PATH = 0x1000;
    private static final long STATX_SIZE = 0x200;

    private static long library(long number, long... arguments) {
        long[] six = Arrays.copyOf(arguments, 6);
        return LibrarySystemCalls.invoke(number, six[0], six[1], six[2], six[3], six[4], six[5]);
    }

    private static long kernel(long number, long... arguments) {
        long[] six = Arrays.copyOf(arguments, 6);
        return SystemCall.invoke(number, six[0], six[1], six[2], six[3], six[4], six[5]);
    }

    /** Arguments that are refused. No descriptor 9999 is open, nothing is mapped at 4096, and -1 is no address. */
    @ParameterizedTest
    @CsvSource({
        "EBADF, 1, 9999, 0, 0, 0, 0, 0",                    // write
        "EFAULT, 319, 1, 0, 0, 0, 0, 0",                    // memfd_create of a name that is not there
        "EBADF, 3, 9999, 0, 0, 0, 0, 0",                    // close
        "EINVAL, 9, 0, 0, 3, 34, -1, 0",                    // mmap of nothing
        "EBADF, 9, 0, 4096, 3, 1, 9999, 0",                 // mmap of no file
        "EINVAL, 10, 1, 4096, 0, 0, 0, 0",                  // mprotect of half a page
        "ENOMEM, 10, 4096, 4096, 0, 0, 0, 0",               // mprotect of what is not mapped
        "EINVAL, 11, 1, 4096, 0, 0, 0, 0",                  // munmap
        "EINVAL, 28, 4096, 4096, 9999, 0, 0, 0",            // madvise of what there is not
        "EINVAL, 77, 9999, -1, 0, 0, 0, 0",                 // ftruncate to less than nothing
        "EBADF, 285, 9999, 3, 0, 4096, 0, 0",               // fallocate
        "EBADF, 332, 9999, EMPTY, 4096, 512, BUFFER, 0"})   // statx
    void aCallThatIsRefusedReturnsTheSameErrorNumber(String error, long number, String a1, String a2, String a3, String a4, String a5, String a6) {
        try (Arena arena = Arena.ofConfined()) {
            String empty = Long.toString(arena.allocateFrom("").address());
            String buffer = Long.toString(arena.allocate(STATX_BYTES, Long.BYTES).address());
            long[] arguments = Stream.of(a1, a2, a3, a4, a5, a6)
                    .mapToLong(text -> Long.parseLong(text.replace("EMPTY", empty).replace("BUFFER", buffer))).toArray();
            long expected = kernel(number, arguments);
            assertEquals(error, Errno.name((int) -expected));
            assertEquals(expected, library(number, arguments));
        }
    }

    @Test
    void aCallThatIsNotInTheTableReturnsThatThereIsNone() {
        assertEquals(-ENOSYS, library(SystemCallNumber.IOCTL, 0, 0, 0));
        assertEquals(-ENOSYS, library(SystemCallNumber.RT_SIGPROCMASK, 0, 0, 0, 8));
    }

    @Test
    void thisProcessIsTheSameToBoth() {
        assertEquals(ProcessHandle.current().pid(), library(SystemCallNumber.GETPID));
        assertEquals(kernel(SystemCallNumber.GETPID), library(SystemCallNumber.GETPID));
    }

    @Test
    void memoryThatTheLibraryHasMadeIsTheKernelsToo() {
        try (Arena arena = Arena.ofConfined()) {
            long file = library(SystemCallNumber.MEMFD_CREATE, arena.allocateFrom("tospace-library").address(), 1);
            assertTrue(file > 0);
            assertEquals(0, library(SystemCallNumber.FTRUNCATE, file, 2 * PAGE));
            assertEquals(2 * PAGE, sizeOf(arena, file));
            long view = library(SystemCallNumber.MMAP, 0, 2 * PAGE, Protection.READ | Protection.WRITE, Mapping.SHARED, file, 0);
            assertTrue(view > 1L << 32, () -> Long.toHexString(view));
            Memory.putLong(view, 7);
            assertEquals(0, library(SystemCallNumber.MPROTECT, view, PAGE, Protection.READ));
            assertEquals(7, Memory.getLong(view));
            assertEquals(0, library(SystemCallNumber.MPROTECT, view, PAGE, Protection.READ | Protection.WRITE));
            // FALLOC_FL_KEEP_SIZE and FALLOC_FL_PUNCH_HOLE
            assertEquals(0, library(SystemCallNumber.FALLOCATE, file, 3, 0, PAGE));
            assertEquals(0, Memory.getLong(view));
            assertEquals(0, library(SystemCallNumber.MADVISE, view, PAGE, Advice.DONTNEED));
            assertEquals(8, library(SystemCallNumber.WRITE, file, arena.allocateFrom("a word..").address(), 8));
            assertEquals(0, library(SystemCallNumber.MUNMAP, view, 2 * PAGE));
            assertEquals(0, library(SystemCallNumber.CLOSE, file));
            assertEquals("EBADF", Errno.name((int) -kernel(SystemCallNumber.CLOSE, file)));
        }
    }

    private static long sizeOf(Arena arena, long file) {
        MemorySegment statx = arena.allocate(STATX_BYTES, Long.BYTES);
        assertEquals(0, library(SystemCallNumber.STATX, file, arena.allocateFrom("").address(), AT_EMPTY_PATH, STATX_SIZE, statx.address()));
        return statx.get(JAVA_LONG, STATX_SIZE_OFFSET);
    }
}
