package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.ResultsException;
import org.tospace.workloads.report.data.ResultsReader;
import org.tospace.workloads.report.html.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a page of HTML of result files. */
@Command(name = "report", sortOptions = false,
        description = "Make one page of HTML, with tables and diagrams, of results that 'run', 'compare' and 'sweep' have written as JSON. It opens "
            + "offline, in light and in dark, and prints.",
        footer = {"", "Each comparison and each sweep has a section; single runs of the same workload and settings are brought together, so that "
            + "runs with different barriers or heaps are compared."})
final class ReportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RESULTS.json", description = "Files that were written with --json.")
    private List<Path> files;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE|-", defaultValue = "report.html",
            description = "The page, which replaces an older one; '-' for standard output. Default: ${DEFAULT-VALUE}.")
    private String output;

    @Override
    public Integer call() {
        Set<Path> different = new LinkedHashSet<>();
        files.forEach(file -> different.add(file.normalize()));
        boolean isStandardOutput = output.equals(STANDARD_OUTPUT);
        Path target = isStandardOutput ? null : target(different);
        String page;
        List<ResultSet> sets;
        try {
            sets = ResultsReader.read(different);
            page = ReportPage.write(sets, new BuildVersion().getVersion()[0]);
        } catch (ResultsException | IOException e) {
            return complain(TospaceCommand.sentence(e.getMessage()));
        }
        return isStandardOutput ? print(page) : write(target, page, sets);
    }

    /** The results must not be lost to a page of the same name. */
    private Path target(Set<Path> results) {
        try {
            Path target = Path.of(output);
            for (Path file : results) {
                if (Files.exists(target) && Files.exists(file) && Files.isSameFile(target, file)) {
                    throw wrong("--output names one of the results, which would be lost: " + output);
                }
            }
            if (output.isEmpty() || Files.isDirectory(target)) {
                throw wrong("--output must name a file: '" + output + "'");
            }
            return target;
        } catch (InvalidPathException | IOException e) {
            throw wrong("--output names a file that cannot be written, " + output + ": " + e.getMessage());
        }
    }

    private int print(String page) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(page);
        out.flush();
        return out.checkError() ? complain("The page could not be written: standard output is closed or full.") : ExitCode.DONE;
    }

    private int write(Path target, String page, List<ResultSet> sets) {
        try {
            Files.writeString(target, page);
        } catch (IOException e) {
            return complain("The page could not be written to " + target + ": " + FailureText.reason(e) + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        int runs = sets.stream().mapToInt(set -> set.runs().size()).sum();
        out.println(target + ": " + runs + (runs == 1 ? " run" : " runs") + " of "
                + String.join(", ", sets.stream().map(ResultSet::workload).distinct().toList()) + ".");
        out.flush();
        return ExitCode.DONE;
    }

    private int complain(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("tospace: " + sentence);
        err.flush();
        return ExitCode.FAILED;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
