package org.tospace.workloads.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tospace.workloads.report.data.ResultSet;
import org.tospace.workloads.report.data.ResultsException;
import org.tospace.workloads.report.data.ResultsReader;

class FindingsTest {
    private static final long MILLION = 1_000_000;

    @TempDir
    private Path folder;

    private final ObjectNode file = SampleResults.file("comparison", 5);

    private FindingsTest() {
        file.putArray("runs");
    }

    private FindingsTest walls(String variant, long... millis) {
        for (long wall : millis) {
            run(variant, wall);
        }
        return this;
    }

    private ObjectNode run(String variant, long millis) {
        return file.withArray("runs").addObject().put("variant", variant).put("heapBytes", 1 << 26).put("wallNanos", millis * MILLION);
    }

    private List<String> findings() throws IOException, ResultsException {
        List<ResultSet> sets = ResultsReader.read(List.of(Files.writeString(folder.resolve("results.json"), file.toString())));
        return Findings.of(sets.getFirst()).stream().map(sentence -> sentence.replace('\u00a0', ' ')).toList();
    }

    @Test
    void differenceBeyondTheNoiseIsTold() throws Exception {
        walls("trap", 300, 310, 305, 302, 307).walls("zgc", 610, 600, 620, 630, 615);
        assertEquals("Fastest is trap: 305 ms (median of 5 runs, which took 300 to 310 ms). Behind it, as multiples of its time: zgc 2.02.",
                findings().getFirst());
    }

    @Test
    void differenceWithinTheNoiseIsCalledThat() throws Exception {
        walls("trap", 300, 310, 305, 302, 307).walls("zgc", 306, 301, 311, 304, 308);
        String text = findings().getFirst();
        assertTrue(text.endsWith("Within the noise of it: zgc (306 ms)."), text);
        assertFalse(text.contains("Behind"), text);
    }

    @Test
    void fewRunsTellNothing() throws Exception {
        walls("trap", 100, 101, 102).walls("zgc", 900, 901, 902);
        List<String> findings = findings();
        assertTrue(findings.getFirst().contains("Too few runs to tell it from zgc (901 ms)."), findings.getFirst());
        assertEquals("With 3 runs of a variant no difference can be told from chance, however great: that takes 4 at least.", findings.getLast());
    }

    @Test
    void failedRunsDoNotCountAndAreTold() throws Exception {
        walls("trap", 300, 310, 305, 302, 307);
        run("trap", 1).put("failure", "out of memory");
        List<String> findings = findings();
        assertTrue(findings.getFirst().contains("median of 5 runs, which took 300 to 310 ms"), findings.getFirst());
        assertTrue(findings.contains("1 run of 6 failed (trap): in the table of all runs, and in nothing else here."), findings.toString());
    }

    @Test
    void gapsNearTheIdleMachinesAreNotTheCollectors() throws Exception {
        for (int i = 0; i < 5; i++) {
            run("trap", 300 + i).putObject("gaps").put("count", 100_000).put("p50Nanos", 100).put("p9999Nanos", 90_000 + i).put("maxNanos", 200_000);
            run("zgc", 300 + i).putObject("gaps").put("count", 100_000).put("p50Nanos", 100).put("p9999Nanos", 9_000_000 + i).put("maxNanos", 20_000_000);
            run("idle", 300 + i).putObject("gaps").put("count", 100_000).put("p50Nanos", 30).put("p9999Nanos", 60_000 + i).put("maxNanos", 100_000);
        }
        String text = findings().get(1);
        assertTrue(text.startsWith("Steadiest is trap, as the program itself sees it: 99.99 % of the gaps between its steps are at most 90 µs"), text);
        assertTrue(text.contains("Others: zgc 9 ms."), text);
        assertTrue(text.endsWith("shows 60 µs: what is so near to it, of trap, may be the machine's and not the collector's."), text);
    }

    @Test
    void stallsAreTold() throws Exception {
        run("trap", 300).putObject("pauses").putObject("flip").put("count", 3).put("maxNanos", 1000);
        run("zgc", 300).putObject("pauses").putObject("stall").put("count", 3).put("maxNanos", 1000);
        run("zgc", 300).putObject("pauses").putObject("stall").put("count", 7).put("maxNanos", 1000);
        assertTrue(findings().contains("Allocation stalls, where the program had to wait for room, in a run: zgc (3 to 7); none with the others."),
                findings().toString());
    }
}
