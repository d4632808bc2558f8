package org.tospace.workloads.lox.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tospace.workloads.lox.LoxResult;

/**
 * What the comments of a program expect of it:
 *
 * <pre>
 *   // expect: TEXT                     the next line that it prints
 *   // expect runtime error: MESSAGE    it fails here
 *   // Error...                         a compile error in this line
 *   // [line N] Error...                a compile error in that line
 *   // [c line N] Error...              the same, for interpreters that are like the book's in C, as this one is
 *   // [java line N] Error...           not for them
 *   // nontest                          no test at all
 * </pre>
 *
 * @param output the lines to be printed
 * @param compileErrors each as {@code [line N] Error...}
 * @param runtimeError the message and the line
 */
record Expectations(List<String> output, Set<String> compileErrors, Optional<RuntimeError> runtimeError) {
    private static final Pattern OUTPUT = Pattern.compile("// expect: ?(.*)");
    private static final Pattern ERROR_HERE = Pattern.compile("// (Error.*)");
    private static final Pattern ERROR_THERE = Pattern.compile("// \\[((java|c) )?line (\\d+)\\] (Error.*)");
    private static final Pattern RUNTIME_ERROR = Pattern.compile("// expect runtime error: (.+)");
    private static final String NO_TEST = "// nontest";
    private static final String OTHER_INTERPRETER = "java";

    /**
     * An error that ends the program.
     *
     * @param line where it happens
     */
    record RuntimeError(String message, int line) {
    }

    /** Reads the comments of a program; empty when it is no test. */
    static Optional<Expectations> of(String source) {
        if (source.contains(NO_TEST)) {
            return Optional.empty();
        }
        List<String> output = new ArrayList<>();
        Set<String> compileErrors = new LinkedHashSet<>();
        Optional<RuntimeError> runtimeError = Optional.empty();
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher matcher;
            if ((matcher = OUTPUT.matcher(line)).find()) {
                output.add(matcher.group(1));
            } else if ((matcher = ERROR_HERE.matcher(line)).find()) {
                compileErrors.add("[line " + (i + 1) + "] " + matcher.group(1));
            } else if ((matcher = ERROR_THERE.matcher(line)).find()) {
                if (!OTHER_INTERPRETER.equals(matcher.group(2))) {
                    compileErrors.add("[line " + matcher.group(3) + "] " + matcher.group(4));
                }
            } else if ((matcher = RUNTIME_ERROR.matcher(line)).find()) {
                runtimeError = Optional.of(new RuntimeError(matcher.group(1), i + 1));
            }
        }
        return Optional.of(new Expectations(List.copyOf(output), compileErrors, runtimeError));
    }

    /** How many things are expected. */
    int count() {
        return output.size() + compileErrors.size() + (runtimeError.isPresent() ? 1 : 0);
    }

    /** How the program is to end. */
    LoxResult result() {
        if (!compileErrors.isEmpty()) {
            return LoxResult.COMPILE_ERROR;
        }
        return runtimeError.isPresent() ? LoxResult.RUNTIME_ERROR : LoxResult.DONE;
    }
}
