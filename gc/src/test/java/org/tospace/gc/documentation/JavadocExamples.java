package org.tospace.gc.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The examples in a source file's Javadoc: what stands in <code>{&#64;snippet :}</code>, and what stands in <code>{&#64;code}</code> and has a semicolon.
 * Statements, or members of a class: an example that begins with a modifier, a type's declaration or a method's head is for members, and statements may
 * follow after an empty line.
 */
final class JavadocExamples {
    private static final Path SOURCES = Path.of("").toAbsolutePath().resolve("src/main/java/org/tospace/gc");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern OPENING = Pattern.compile("\\{@(snippet :|code)\\s");
    private static final Pattern MEMBER = Pattern.compile("(static|private|public|record|class|enum|interface)\\s.*"
            + "|(?!return|new|try|if|for|while|else|throw)[\\w<>\\[\\]]+ \\w+\\([^()=]*\\) \\{.*");

    private JavadocExamples() {
    }

    /** An example, with the line of its file where it begins. */
    record Found(int line, String text) {
        String source(String name) {
            List<String> parts = new ArrayList<>(List.of(text.strip().split("\n\\s*\n")));
            StringBuilder members = new StringBuilder();
            while (!parts.isEmpty() && MEMBER.matcher(parts.getFirst().lines().findFirst().orElseThrow()).matches()) {
                members.append(parts.removeFirst()).append('\n');
            }
            return Example.ofMembers(name, members.toString(), String.join("\n", parts) + "\n");
        }
    }

    /** The files of a package that embedders see: those with a public type. */
    static List<Path> publicSources(String folder) {
        try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java") && text(file).contains("\npublic ")).sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Found> of(Path file) {
        String source = text(file);
        List<Found> found = new ArrayList<>();
        Matcher comments = COMMENT.matcher(source);
        while (comments.find()) {
            // As long as the original, so that places stay what they are.
            String comment = comments.group().replaceAll("(?m)^( *)\\*(?!/)", "$1 ");
            Matcher opening = OPENING.matcher(comment);
            while (opening.find()) {
                String text = comment.substring(opening.end(), end(comment, opening.start()));
                if (opening.group(1).startsWith("snippet") || text.contains(";")) {
                    int line = (int) source.substring(0, comments.start() + opening.start()).chars().filter(c -> c == '\n').count() + 1;
                    found.add(new Found(line, text.stripIndent() + "\n"));
                }
            }
        }
        return found;
    }

    /** Where the brace that opens at a place is closed. */
    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new AssertionError("a brace is not closed: " + text.substring(start));
    }
}
