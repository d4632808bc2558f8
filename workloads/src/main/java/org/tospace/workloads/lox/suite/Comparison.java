package org.tospace.workloads.lox.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where what a program did differs from what was expected. */
final class Comparison {
    private static final Pattern TRACE = Pattern.compile("\\[line (\\d+)\\]");
    private static final int MOST_LINES = 10;

    private final Expectations expected;
    private final Actual actual;
    private final List<String> differences = new ArrayList<>();

    private Comparison(Expectations expected, Actual actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /** The differences, as lines of text; none when the program did as expected. */
    static List<String> differences(Expectations expected, Actual actual) {
        Comparison comparison = new Comparison(expected, actual);
        comparison.compare();
        return comparison.differences;
    }

    private void compare() {
        expected.runtimeError().ifPresentOrElse(this::compareRuntimeError, this::compareCompileErrors);
        if (expected.result() != actual.result()) {
            differences.add("expected exit code " + expected.result().exitCode() + ", got " + actual.result().exitCode());
        }
        compareOutput();
    }

    private void compareRuntimeError(Expectations.RuntimeError error) {
        if (actual.errors().isEmpty()) {
            differences.add("expected the runtime error '" + error.message() + "', got none");
            return;
        }
        if (!actual.errors().getFirst().equals(error.message())) {
            differences.add("expected the runtime error '" + error.message() + "', got '" + actual.errors().getFirst() + "'");
        }
        int line = actual.errors().stream().skip(1).map(TRACE::matcher).filter(Matcher::find).findFirst()
                .map(matcher -> Integer.parseInt(matcher.group(1))).orElse(0);
        if (line != error.line()) {
            differences.add("expected the runtime error in line " + error.line() + ", got "
                    + (line == 0 ? "no stack trace" : "line " + line));
        }
    }

    private void compareCompileErrors() {
        Set<String> missing = new LinkedHashSet<>(expected.compileErrors());
        int unexpected = 0;
        for (String line : actual.errors()) {
            if (!expected.compileErrors().contains(line) && ++unexpected <= MOST_LINES) {
                differences.add("unexpected on standard error: " + line);
            }
            missing.remove(line);
        }
        if (unexpected > MOST_LINES) {
            differences.add("and " + (unexpected - MOST_LINES) + " more on standard error");
        }
        missing.forEach(error -> differences.add("missing: " + error));
    }

    private void compareOutput() {
        List<String> wanted = expected.output();
        List<String> got = actual.output();
        int both = Math.min(wanted.size(), got.size());
        for (int i = 0; i < both; i++) {
            if (!wanted.get(i).equals(got.get(i))) {
                differences.add("expected '" + wanted.get(i) + "' as line " + (i + 1) + " of the output, got '" + got.get(i) + "'");
            }
        }
        wanted.stream().skip(both).limit(MOST_LINES).forEach(line -> differences.add("expected '" + line + "', got no more output"));
        got.stream().skip(both).limit(MOST_LINES).forEach(line -> differences.add("unexpected output: '" + line + "'"));
    }
}
