package org.tospace.runtime.trap;

import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.CodeNames;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Faults of our own machine code: of a region's service, or of other signal-safe code. Nothing serves them. A {@link Note} says what
 * happened, and the handler before ours gets the signal as it came: the JVM's writes its error report and ends the process. Signal-safe.
 *
 * <table>
 * <caption>What becomes of a fault of a thread</caption>
 * <tr><th>the thread</th><th>the fault</th><th>what happens</th></tr>
 * <tr><td>serves</td><td>any</td><td>reported</td></tr>
 * <tr><td>does not serve</td><td>in code of ours, and nothing else wants it</td><td>reported</td></tr>
 * <tr><td>has had one reported</td><td>by the same instruction, or in code of ours</td><td>noted, and deadly: the handler before ours came
 *     back and mended nothing, or it is the reporting that fails</td></tr>
 * <tr><td>has had one reported</td><td>any other</td><td>as if nothing had been: faults of who writes the report</td></tr>
 * </table>
 */
@SignalSafe
final class OwnFault {

    /** Bytes of the signal set that {@code rt_sigaction} takes. */
    private static final int SIGNAL_SET_BYTES = 8;

    private OwnFault() {
    }

    /** Whether a fault of a thread that has a record is ours. */
    static boolean isOwn(long words, long context, long record) {
        return !ServingThreads.isReported(record) || isRepeated(words, context, record);
    }

    private static boolean isRepeated(long words, long context, long record) {
        return ServingThreads.isReported(record, SignalContext.programCounter(context)) || isInOwnCode(words, context);
    }

    /** Whether the instruction that faulted is signal-safe code. */
    static boolean isInOwnCode(long words, long context) {
        return CodeNames.find(Memory.getLong(words + HandlerWords.CODE_NAMES), SignalContext.programCounter(context)) != 0;
    }

    /** Reports a fault of ours. Returns the signal to pass on, or 0 for none, as {@link TrapDispatcher#dispatch} does. */
    static int report(long words, int signal, long info, long context, long thread) {
        long serving = Memory.getLong(words + HandlerWords.SERVING);
        long record = ServingThreads.find(serving, thread);
        if (record == 0) {
            record = ServingThreads.enter(serving, thread, 0, 0, 0);
        } else if (ServingThreads.isReported(record)) {
            Note.write(words, signal, info, context, thread, NoteText.AGAIN);
            return makeDeadly(words);
        }
        if (record != 0) {
            // Before the note: a fault of the code below is a repeated one.
            ServingThreads.setReported(record, SignalContext.programCounter(context));
        }
        Note.write(words, signal, info, context, thread, NoteText.PASSED_ON);
        return passOn(words, signal);
    }

    /** Passes a signal to the handler before ours; where there is none, makes the fault deadly. */
    static int passOn(long words, int signal) {
        long previous = Memory.getLong(words + HandlerWords.PREVIOUS);
        return previous == SignalAction.DEFAULT || previous == SignalAction.IGNORE ? makeDeadly(words) : signal;
    }

    /** Restores the default action: the instruction faults once more, and that ends the process. */
    private static int makeDeadly(long words) {
        SystemCall.invoke(SystemCallNumber.RT_SIGACTION, Memory.getLong(words + HandlerWords.SIGNAL), words + HandlerWords.ZEROES, 0,
                SIGNAL_SET_BYTES, 0, 0);
        return TrapDispatcher.RETURN;
    }
}
