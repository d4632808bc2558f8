package org.tospace.runtime.trap;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;
import org.tospace.runtime.signalsafe.CodeNames;

/**
 * What a handler's machine code is told, since signal-safe code has no fields: a block of words for each {@link SignalHandler}, never
 * freed. Written before the handler is installed and not changed then, but for what is about the previous handler.
 *
 * <pre>
 * | signal | previous | regions | accessors | accessor bytes | failure exit | serving | code names | note | JVM | ... | 32 zero bytes |
 * 0        8          16        24          32               40             48        56           64     72          128
 * </pre>
 */
final class HandlerWords {

    /** Which signal the handler is for. */
    static final int SIGNAL = 0;
    /** The handler before, or {@code DEFAULT} or {@code IGNORE}. */
    static final int PREVIOUS = 8;
    /** The {@link RegionTable}. */
    static final int REGIONS = 16;
    /** The {@link AccessorCode}, and how long it is. */
    static final int ACCESSORS = 24;
    static final int ACCESSOR_BYTES = 32;
    static final int FAILURE_EXIT = 40;
    /** The table of {@link ServingThreads}. */
    static final int SERVING = 48;
    /** The table of {@link CodeNames}. */
    static final int CODE_NAMES = 56;
    /** The block of {@link Note}. */
    static final int NOTE = 64;
    /** The {@link JvmSignals} code, 0 where the handler before ours is not the JVM's; written with {@link #PREVIOUS}. */
    static final int JVM = 72;
    /** What the kernel takes for the default action. */
    static final int ZEROES = 128;

    private static final int BYTES = ZEROES + 32;

    private HandlerWords() {
    }

    /** The words of a new handler; there is none before it yet. */
    static long create(int signal) {
        long words = NativeBlock.reserve(BYTES).address();
        Memory.putLong(words + SIGNAL, signal);
        Memory.putLong(words + REGIONS, RegionTable.address());
        Memory.putLong(words + ACCESSORS, AccessorCode.address());
        Memory.putLong(words + ACCESSOR_BYTES, AccessorCode.codeBytes());
        Memory.putLong(words + FAILURE_EXIT, AccessorCode.failureExitAddress());
        Memory.putLong(words + SERVING, ServingThreads.address());
        Memory.putLong(words + CODE_NAMES, CodeNames.address());
        Memory.putLong(words + NOTE, NoteText.address());
        return words;
    }

    /** Writes down which handler is before ours. Release: a thread may be in ours, which reads both in machine code. */
    static void setPrevious(long words, long handler) {
        Memory.putLongRelease(words + PREVIOUS, handler);
        Memory.putLongRelease(words + JVM, JvmSignals.isHandler(handler) ? JvmSignals.address() : 0);
    }
}
