package org.tospace.runtime.trap;

import java.util.List;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.linux.UserFault;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafe;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * A service of machine code that gives one page of a {@code userfaultfd} range back, and counts.
 *
 * <pre>
 * argument: | file descriptor | traps | struct of UFFDIO_CONTINUE |
 *           0                 8       16
 * </pre>
 */
@SignalSafe
final class MissingPageService {

    static final long BYTES = 48;
    static final long TRAPS = 8;
    private static final long REQUEST = 16;
    private static final long PAGE = 4096;

    private MissingPageService() {
    }

    static int serve(long argument, long address, long thread) {
        Memory.getAndAddLong(argument + TRAPS, 1);
        long request = argument + REQUEST;
        Memory.putLong(request, address & -PAGE);
        Memory.putLong(request + 8, PAGE);
        Memory.putLong(request + 16, 0);
        return SystemCall.invoke(SystemCallNumber.IOCTL, Memory.getLong(argument), UserFault.CONTINUE_REQUEST, request) == 0 ? 1 : 0;
    }

    static SignalSafeCode compile() {
        return SignalSafeCompiler.compile(List.of(entryPoint()));
    }

    static EntryPoint entryPoint() {
        return EntryPoint.of(MissingPageService.class, "serve");
    }
}
