package org.tospace.runtime.trap;

import java.util.ArrayList;
import java.util.List;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.linux.SignalAction;

/**
 * A handler of ours for one signal, {@code SIGSEGV} or {@code SIGBUS}: its code, and the words that it works with, of which one is that
 * signal's handler before it. Never freed, since threads may be inside and others' handlers may lead to it.
 *
 * <p>{@link #install} and {@link #remove} are called under the monitor of {@link TrapRegion}'s registry. Usually there is
 * one for each signal in the process. There are more if somebody's handler came to stand before ours and regions were opened anew after
 * that: the new one goes in front, and the old one stays behind theirs with its own previous handler, so that no two
 * handlers lead to each other in a circle.
 *
 * <table>
 * <caption>Where a handler stands</caption>
 * <tr><th>state</th><th>moves</th></tr>
 * <tr><td>free: nobody leads to it</td><td>{@code install}: standing</td></tr>
 * <tr><td>standing: the process's action</td><td>{@code remove}: free; somebody else's {@code sigaction}: behind</td></tr>
 * <tr><td>behind: a handler of others stands, and may lead to it</td><td>their restoring it: standing</td></tr>
 * </table>
 */
final class SignalHandler {

    /**
     * All signals but ILL, TRAP, BUS, FPE and SEGV, and the two that the C library keeps for itself: what HotSpot blocks in its own handler.
     */
    private static final long MASK = ~(bit(4) | bit(5) | bit(7) | bit(8) | bit(11) | bit(32) | bit(33));
    private static final int FLAGS = SignalAction.SA_SIGINFO | SignalAction.SA_RESTART | SignalAction.SA_NODEFER;

    private static final List<SignalHandler> HANDLERS = new ArrayList<>();

    private final int signal;
    private final long address;
    private final long words;
    /** The action to restore; null while free. */
    private SignalAction previous;

    private SignalHandler(int signal) {
        this.signal = signal;
        words = HandlerWords.create(signal);
        address = ExecutableMemory.of(SignalHandlerCode.assemble(words, CompiledDispatcher.address())).address();
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }

    /** Makes one of ours the process's action for a signal, if none is. */
    static void install(int signal) {
        SignalAction current = SignalAction.current(signal);
        SignalHandler handler = null;
        for (SignalHandler candidate : HANDLERS) {
            if (candidate.address == current.handler()) {
                return;
            }
            if (candidate.signal == signal && candidate.previous == null) {
                handler = candidate;
            }
        }
        if (handler == null) {
            handler = new SignalHandler(signal);
            HANDLERS.add(handler);
        }
        // Before: a thread may fault as soon as the action is installed.
        HandlerWords.setPrevious(handler.words, current.handler());
        handler.previous = new SignalAction(handler.address, MASK, FLAGS).install(signal);
        if (handler.previous.handler() != current.handler()) {
            // Somebody else's was installed in between: theirs is the one before ours.
            HandlerWords.setPrevious(handler.words, handler.previous.handler());
        }
    }

    /** Restores the previous action for a signal, if one of ours is the process's. */
    static void remove(int signal) {
        SignalAction current = SignalAction.current(signal);
        for (SignalHandler handler : HANDLERS) {
            if (handler.address == current.handler() && handler.previous != null) {
                handler.previous.install(signal);
                handler.previous = null;
            }
        }
    }
}
