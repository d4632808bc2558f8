package org.tospace.runtime.primitives;

import org.tospace.runtime.linux.Advice;
import org.tospace.runtime.linux.Protection;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * What the trap handler of {@code vmpup.c} does. Signal-safe: run as machine code in the signal handler, and by the JVM in an upcall. One
 * thread traps at a time.
 *
 * <pre>
 * block: | closing | descriptor | page's bytes | traps alone | page to close | traps | struct of UFFDIO_CONTINUE |
 *        0         4            8              16            24              32      40                          72
 * </pre>
 */
@SignalSafe
final class PageService {

    /** A {@link PageClosing}, by its ordinal. */
    static final int CLOSING = 0;
    /** Of the {@code userfaultfd}; unused otherwise. */
    static final int DESCRIPTOR = 4;
    static final int PAGE_BYTES = 8;
    /** How many traps in a row change nothing; counted down to 0. */
    static final int TRAPS_ALONE = 16;
    /** Each trap closes this page, if it is not 0, and the page that it opens comes next. */
    static final int PAGE_TO_CLOSE = 24;
    /** Counted upwards. */
    static final int TRAPS = 32;
    private static final int REQUEST = 40;
    static final int BYTES = 72;

    /** Ordinals of {@link PageClosing}; not a switch over it, which would take a class of its own. */
    static final int MPROTECT = 0;
    static final int GUARD = 1;
    static final int USER_FAULT = 2;

    private PageService() {
    }

    /** The service of the region's traps; 0 if the system refuses. */
    static int serve(long block, long address, long thread) {
        Memory.putLong(block + TRAPS, Memory.getLong(block + TRAPS) + 1);
        long alone = Memory.getLong(block + TRAPS_ALONE);
        if (alone > 0) {
            Memory.putLong(block + TRAPS_ALONE, alone - 1);
            return 1;
        }
        long pageBytes = Memory.getLong(block + PAGE_BYTES);
        long page = address & -pageBytes;
        long toClose = Memory.getLong(block + PAGE_TO_CLOSE);
        if (toClose != 0) {
            if (close(block, toClose, pageBytes) != 0) {
                return 0;
            }
            Memory.putLong(block + PAGE_TO_CLOSE, page);
        }
        return open(block, page, pageBytes) == 0 ? 1 : 0;
    }

    /** Returns 0 or an error number. */
    static long close(long block, long address, long bytes) {
        int closing = Memory.getInt(block + CLOSING);
        if (closing == MPROTECT) {
            return -SystemCall.invoke(SystemCallNumber.MPROTECT, address, bytes, Protection.NONE);
        }
        return -SystemCall.invoke(SystemCallNumber.MADVISE, address, bytes, closing == GUARD ? Advice.GUARD_INSTALL : Advice.DONTNEED);
    }

    /** Returns 0 or an error number. */
    static long open(long block, long address, long bytes) {
        int closing = Memory.getInt(block + CLOSING);
        if (closing == MPROTECT) {
            return -SystemCall.invoke(SystemCallNumber.MPROTECT, address, bytes, Protection.READ | Protection.WRITE);
        }
        if (closing == GUARD) {
            return -SystemCall.invoke(SystemCallNumber.MADVISE, address, bytes, Advice.GUARD_REMOVE);
        }
        long request = block + REQUEST;
        Memory.putLong(request, address);
        Memory.putLong(request + 8, bytes);
        Memory.putLong(request + 16, 0);
        Memory.putLong(request + 24, 0);
        return -SystemCall.invoke(SystemCallNumber.IOCTL, Memory.getInt(block + DESCRIPTOR), UserFault.CONTINUE_REQUEST, request);
    }
}
