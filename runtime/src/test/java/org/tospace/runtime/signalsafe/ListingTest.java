package org.tospace.runtime.signalsafe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.code.Objdump;

/** The disassembler reads the compiler's code as the compiler's own listing does. */
class ListingTest {

    private static final int PROGRAMS = 20;
    private static final Pattern LINE = Pattern.compile("  [0-9a-f]{4,}  [0-9a-f]+ +(.*?)(?: {2,};.*| ;.*)?");
    private static final Pattern NUMBER = Pattern.compile("0x([0-9a-f]+)");

    @Test
    void objdumpReadsWhatTheListingSays() throws Exception {
        assumeTrue(Objdump.isInstalled(), "objdump is not installed");
        long seed = Long.getLong("tospace.seed", System.nanoTime());
        for (int i = 0; i < PROGRAMS; i++) {
            compare(seed + i);
        }
    }

    private static void compare(long seed) throws Exception {
        try (SignalSafeCode code = SignalSafeCompiler.compile(new RandomProgram(seed).methods(), 1 << 20)) {
            List<String> listed = new ArrayList<>();
            code.describe().lines().filter(line -> line.startsWith("  ")).forEach(line -> {
                Matcher matcher = LINE.matcher(line);
                assertTrue(matcher.matches(), line);
                listed.add(normal(matcher.group(1)));
            });
            // Between methods there is int3, which is in no listing.
            List<String> read = Objdump.disassemble(code.bytes()).stream().filter(line -> !line.equals("int3"))
                    .map(ListingTest::normal).toList();
            for (int j = 0; j < Math.min(listed.size(), read.size()); j++) {
                assertEquals(listed.get(j), read.get(j), "instruction " + j + ", -Dtospace.seed=" + seed);
            }
            assertEquals(listed.size(), read.size(), "instructions, -Dtospace.seed=" + seed);
        }
    }

    /** One spelling of what the two spell differently. Where jumps go to is told by label here and by offset there. */
    private static String normal(String text) {
        String line = text.trim().toLowerCase(Locale.ROOT).replace(" ptr ", " ").replace("movabs", "mov");
        if (line.startsWith("j") || line.startsWith("call")) {
            return line.substring(0, line.indexOf(' '));
        }
        line = line.replace("rep movs byte es:[rdi],byte ds:[rsi]", "rep movsb").replace("rep stos byte es:[rdi],al", "rep stosb");
        Matcher numbers = NUMBER.matcher(line);
        line = numbers.replaceAll(match -> Long.toString(Long.parseUnsignedLong(match.group(1), 16)));
        return line.replace("+0]", "]").replace("*1", "");
    }
}
