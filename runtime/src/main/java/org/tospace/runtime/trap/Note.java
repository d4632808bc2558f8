package org.tospace.runtime.trap;

import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.SystemCallNumber;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.CodeNames;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * A line to standard error about a fault of ours, written by the signal handler: which signal, at which address, in which method, and
 * what was being served. Signal-safe.
 *
 * <p>One thread writes at a time, into the one line of {@link NoteText}. Others wait for it for a while and then go without a note: the
 * first has said most of it, and the process is likely to end. A thread that faults while it writes goes without at once.
 */
@SignalSafe
final class Note {

    private static final int STANDARD_ERROR = 2;
    private static final int WAIT_ROUNDS = 1000;
    private static final int DIGIT_BITS = 4;
    private static final int DIGIT_MASK = 15;

    private Note() {
    }

    /**
     * Writes the line.
     *
     * @param words the handler's {@link HandlerWords}
     * @param signal which one
     * @param info its {@code siginfo_t}
     * @param context its {@code ucontext_t}
     * @param thread the thread's pointer
     * @param ending the phrase to end with
     */
    static void write(long words, int signal, long info, long context, long thread, int ending) {
        long block = Memory.getLong(words + HandlerWords.NOTE);
        if (!begin(block, thread)) {
            return;
        }
        long names = Memory.getLong(words + HandlerWords.CODE_NAMES);
        long line = block + NoteText.LINE;
        long end = phrase(block, line, NoteText.START);
        end = phrase(block, end, signal == SignalAction.SIGBUS ? NoteText.BUS : NoteText.SEGV);
        if (SignalContext.hasAddress(info)) {
            end = hex(phrase(block, end, NoteText.ADDRESS), SignalContext.address(info));
        } else {
            end = phrase(block, end, NoteText.NOT_CANONICAL);
        }
        end = instruction(block, names, end, SignalContext.programCounter(context));
        end = serving(block, names, end, ServingThreads.find(Memory.getLong(words + HandlerWords.SERVING), thread));
        end = phrase(block, end, ending);
        SystemCall.invoke(SystemCallNumber.WRITE, STANDARD_ERROR, line, end - line);
        // Release: pairs with the compare-and-set in begin; the line is free.
        Memory.putLongRelease(block + NoteText.WRITER, 0);
    }

    private static boolean begin(long block, long thread) {
        for (int round = 0; round < WAIT_ROUNDS; round++) {
            if (Memory.compareAndSetLong(block + NoteText.WRITER, 0, thread)) {
                return true;
            }
            if (Memory.getLongOpaque(block + NoteText.WRITER) == thread) {
                return false;
            }
            Memory.yield();
        }
        return false;
    }

    private static long instruction(long block, long names, long line, long programCounter) {
        long end = hex(phrase(block, line, NoteText.INSTRUCTION), programCounter);
        long code = CodeNames.find(names, programCounter);
        return code == 0 ? phrase(block, end, NoteText.ELSEWHERE)
                : hex(phrase(block, method(names, phrase(block, end, NoteText.IN), code), NoteText.PLUS), programCounter - CodeNames.start(code));
    }

    private static long serving(long block, long names, long line, long record) {
        long service = record == 0 ? 0 : ServingThreads.service(record);
        if (service == 0) {
            return phrase(block, line, NoteText.NOT_SERVING);
        }
        long end = phrase(block, line, NoteText.WHILE);
        long code = CodeNames.find(names, service);
        end = code == 0 ? hex(phrase(block, end, NoteText.MACHINE_CODE), service) : method(names, end, code);
        return hex(phrase(block, end, NoteText.SERVED), ServingThreads.faultAddress(record));
    }

    /** Each of these adds to the line's end, and returns where it ends then. */
    private static long phrase(long block, long end, int number) {
        return text(end, block + NoteText.PHRASES + ((long) number << NoteText.PHRASE_BYTES_LOG2));
    }

    private static long method(long names, long end, long code) {
        return text(end, CodeNames.name(names, code));
    }

    private static long text(long end, long words) {
        long length = Memory.getLong(words);
        Memory.copy(words + NoteText.TEXT, end, length);
        return end + length;
    }

    private static long hex(long end, long number) {
        Memory.putByte(end, (byte) '0');
        Memory.putByte(end + 1, (byte) 'x');
        int digits = (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + DIGIT_BITS - 1) / DIGIT_BITS;
        for (int i = 0; i < digits; i++) {
            int digit = (int) (number >>> DIGIT_BITS * (digits - 1 - i)) & DIGIT_MASK;
            Memory.putByte(end + 2 + i, (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit));
        }
        return end + 2 + digits;
    }
}
