package org.tospace.workloads.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tospace.runtime.primitives.Primitives;
import org.tospace.workloads.report.PrimitivesReport;
import org.tospace.workloads.report.PrimitivesTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the primitives of virtual memory cost. The one command that is about {@code runtime}, not about heaps. */
@Command(name = "primitives", sortOptions = false,
        description = "Measure what the primitives of Appel and Li (Virtual Memory Primitives for User Programs, 1991) cost here, as their Table 1 has them.",
        footerHeading = "%nWhat is measured:%n",
        footer = {
            "  closed by          how a page of one view of shared memory becomes",
            "                     inaccessible, and accessible again; as --protection of",
            "                     'tospace run'",
            "  served by          machine code: signal-safe Java, compiled, in the signal",
            "                     handler, for a store of plain Java; upcall: the same Java",
            "                     run by the JVM, for a store by an accessor",
            "  TRAP               a store to a closed page: the fault, a handler that",
            "                     changes nothing, the store's next try",
            "  PROT1+TRAP+UNPROT  a store to a closed page, whose handler closes another",
            "                     page and opens this one; pages in random order",
            "  PROTN+TRAP+UNPROT  100 pages closed by one call, then a store to each in",
            "                     random order, whose handler opens it; the call's share is",
            "                     in it",
            "  rating             3000 us divided by the sum of the three (VM-PUPs): fault",
            "                     services a millisecond; a Sun 3/60 has 1.00",
            "  MAP2               the same memory at two addresses: 100 pages mapped again,",
            "                     and a store to each there",
            "  DIRTY              which pages were written since the last call: by scan",
            "                     (PAGEMAP_SCAN), or by traps (mprotect, and a trap for",
            "                     each page's first store); asking is for each page of the",
            "                     range",
            "Each repetition checks that every page trapped as often as it had to. Take",
            "figures on a machine that has nothing else to do."})
final class PrimitivesCommand implements Callable<Integer> {
    private static final int MOST_REPETITIONS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--repetitions", paramLabel = "N", defaultValue = "300",
            description = "How often each figure is taken, after some rounds that do not count. Default: ${DEFAULT-VALUE}.")
    private int repetitions;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1991", description = "Seed of the random orders. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write the figures as JSON to a file; with '-' to standard output, and "
            + "the table to standard error.")
    private String json;

    @Override
    public Integer call() {
        if (repetitions < 1 || repetitions > MOST_REPETITIONS) {
            throw new ParameterException(spec.commandLine(), "--repetitions must be from 1 to " + MOST_REPETITIONS + ": " + repetitions);
        }
        ResultTarget target = new ResultTarget(spec.commandLine(), json);
        Primitives figures;
        try (ProgressLine progress = ProgressLine.forTerminal("primitives", 1)) {
            figures = Primitives.measure(repetitions, seed, part -> progress.show("measuring " + part));
        } catch (RuntimeException | Error e) {
            target.discard();
            throw e;
        }
        PrintWriter people = target.people();
        people.print(PrimitivesTable.write(figures));
        people.flush();
        return target.write(PrimitivesReport.of(figures)) && !people.checkError() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
