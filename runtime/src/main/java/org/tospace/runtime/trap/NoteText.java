package org.tospace.runtime.trap;

import java.nio.charset.StandardCharsets;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * The words that {@link Note} is put together from, in native memory, since signal-safe code has no strings. One block for the process,
 * never freed.
 *
 * <pre>
 * | writer | ... | phrase 0 | phrase 1 | ... | line, up to 2,048 bytes |
 * 0              64         192                2,048
 * phrase: | length | text |
 *         0        8
 * </pre>
 */
final class NoteText {

    /** The thread that writes now, 0 for none. */
    static final int WRITER = 0;
    static final int LINE = 2048;

    static final int PHRASES = 64;
    static final int PHRASE_BYTES_LOG2 = 7;
    /** Of a phrase and of a name alike: its text's length in 8 bytes, then the text. */
    static final int TEXT = 8;

    static final int START = 0;
    static final int SEGV = 1;
    static final int BUS = 2;
    static final int ADDRESS = 3;
    static final int INSTRUCTION = 4;
    static final int IN = 5;
    static final int ELSEWHERE = 6;
    static final int WHILE = 7;
    static final int SERVED = 8;
    static final int NOT_SERVING = 9;
    static final int PASSED_ON = 10;
    static final int AGAIN = 11;
    static final int MACHINE_CODE = 12;
    static final int NOT_CANONICAL = 13;
    static final int PLUS = 14;

    private static final String[] WORDS = {
        "tospace: its own machine code faulted: ",
        "SIGSEGV",
        "SIGBUS",
        " at address ",
        ", instruction ",
        " in ",
        " in none of its methods",
        ", while ",
        " served the fault at ",
        ", not serving a fault",
        "; what follows is for the JVM's error report\n",
        "; and once more, after the JVM's handler returned: the process ends\n",
        "machine code at ",
        " at an address that is not canonical",
        "+",
    };

    private static final NativeBlock BLOCK = NativeBlock.reserve(2 * LINE);

    static {
        for (int i = 0; i < WORDS.length; i++) {
            byte[] text = WORDS[i].getBytes(StandardCharsets.US_ASCII);
            long phrase = BLOCK.address() + PHRASES + ((long) i << PHRASE_BYTES_LOG2);
            Memory.putLong(phrase, text.length);
            for (int j = 0; j < text.length; j++) {
                Memory.putByte(phrase + TEXT + j, text[j]);
            }
        }
    }

    private NoteText() {
    }

    static long address() {
        return BLOCK.address();
    }
}
