package org.tospace.workloads.lox.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Mutator;
import org.tospace.workloads.lox.LoxInterpreter;
import org.tospace.workloads.lox.LoxResult;
import org.tospace.workloads.lox.machine.Output;

/** A directory of test programs; each runs in a heap of its own, in this process. */
public final class Suite {
    private static final String SUFFIX = ".lox";

    private final HeapOptions heap;
    private final Set<String> skippedFolders;

    /**
     * What came of a suite.
     *
     * @param passed programs that did as expected
     * @param failed programs that did not
     * @param expectations how many things were expected of all of them
     */
    public record Summary(int passed, int failed, int expectations) {
    }

    /**
     * A program that did not do as expected.
     *
     * @param differences as lines of text
     */
    public record Failure(Path program, List<String> differences) {
    }

    /**
     * A suite.
     *
     * @param heap of each program, with NaN-boxed references
     * @param skippedFolders names of folders that are passed over
     */
    public Suite(HeapOptions heap, Set<String> skippedFolders) {
        this.heap = heap;
        this.skippedFolders = skippedFolders;
    }

    /** The programs below a folder, in alphabetical order; or the one program, if it is a file. */
    public List<Path> programs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .filter(file -> !isSkipped(folder.relativize(file))).sorted().toList();
        }
    }

    private boolean isSkipped(Path file) {
        for (Path name : file) {
            if (skippedFolders.contains(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs programs.
     *
     * @param failures takes each failure as soon as it is seen
     */
    public Summary run(List<Path> programs, Consumer<Failure> failures) throws IOException {
        int passed = 0;
        int failed = 0;
        int expectations = 0;
        for (Path program : programs) {
            String source = Files.readString(program, StandardCharsets.ISO_8859_1);
            Optional<Expectations> expected = Expectations.of(source);
            if (expected.isPresent()) {
                expectations += expected.get().count();
                List<String> differences = Comparison.differences(expected.get(), runOne(source));
                if (differences.isEmpty()) {
                    passed++;
                } else {
                    failed++;
                    failures.accept(new Failure(program, differences));
                }
            }
        }
        return new Summary(passed, failed, expectations);
    }

    private Actual runOne(String source) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> errors = new ArrayList<>();
        LoxResult result;
        try (Heap opened = Heap.open(heap); Mutator mutator = opened.attach()) {
            result = new LoxInterpreter(mutator, new Output(output), errors::add).run(source);
        }
        return new Actual(result, output.toString(StandardCharsets.ISO_8859_1).lines().toList(), errors);
    }
}
