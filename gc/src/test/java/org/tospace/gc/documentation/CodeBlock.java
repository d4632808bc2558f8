package org.tospace.gc.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param info what stands behind the opening fence: a language, and a word for the tests
 * @param text the lines between the fences, each with its end
 * @param line the number of the first of them
 */
record CodeBlock(String info, String text, int line) {
    private static final String FENCE = "```";
    private static final Path DOCUMENTS = Path.of("").toAbsolutePath().resolve("../docs").normalize();

    /** The blocks of a page of {@code docs}, in order. */
    static List<CodeBlock> of(String page) {
        List<CodeBlock> blocks = new ArrayList<>();
        StringBuilder text = null;
        String info = "";
        int first = 0;
        int number = 0;
        for (String line : read(page).lines().toList()) {
            number++;
            if (!line.startsWith(FENCE)) {
                if (text != null) {
                    text.append(line).append('\n');
                }
            } else if (text == null) {
                text = new StringBuilder();
                info = line.substring(FENCE.length()).strip();
                first = number + 1;
            } else {
                blocks.add(new CodeBlock(info, text.toString(), first));
                text = null;
            }
        }
        if (text != null) {
            throw new AssertionError(page + ": the block that begins at line " + first + " does not end");
        }
        return blocks;
    }

    /** A file of {@code docs}. */
    static String read(String file) {
        try {
            return Files.readString(DOCUMENTS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
