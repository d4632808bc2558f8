package org.tospace.workloads.workload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Mutator;
import org.tospace.gc.TagNames;
import org.tospace.workloads.lox.LoxHeap;
import org.tospace.workloads.lox.LoxInterpreter;
import org.tospace.workloads.lox.LoxResult;
import org.tospace.workloads.lox.machine.KindNames;
import org.tospace.workloads.lox.machine.Output;

/** A Lox program: each mutator runs it from the start, in an interpreter of its own. The first one's output is shown. */
final class LoxScript implements Workload {
    @Override
    public String name() {
        return "lox";
    }

    @Override
    public String summary() {
        return "run the Lox program of --script, once on each thread";
    }

    @Override
    public TagNames tagNames() {
        return new KindNames();
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("runs of the program, one after the other", 1, 1, 1_000_000);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        return LoxHeap.DEFAULT_BYTES;
    }

    @Override
    public Set<String> ownOptions() {
        return Set.of("--script");
    }

    @Override
    public HeapOptions adapt(HeapOptions options) {
        return LoxHeap.with(options);
    }

    @Override
    public void run(WorkloadContext context) {
        Path script = context.parameters().script().orElseThrow(() -> new CheckFailedException("no script was given"));
        String source = read(script);
        context.mutate((mutator, thread) -> {
            for (long i = 0; i < context.parameters().size(); i++) {
                runOnce(mutator, source, context, thread == 0 && i == 0);
                context.progress().report(i + 1, context.parameters().size());
            }
        });
    }

    private static String read(Path script) {
        try {
            return Files.readString(script, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void runOnce(Mutator mutator, String source, WorkloadContext context, boolean isShown) {
        // What the run before has left; what the last one leaves can be looked at.
        mutator.roots().truncate(0);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> errors = new ArrayList<>();
        LoxResult result = new LoxInterpreter(mutator, new Output(output), errors::add).run(source);
        if (isShown) {
            output.toString(StandardCharsets.ISO_8859_1).lines().forEach(context.output());
        }
        if (result != LoxResult.DONE) {
            throw new CheckFailedException("the program failed: " + String.join("; ", errors));
        }
    }
}
