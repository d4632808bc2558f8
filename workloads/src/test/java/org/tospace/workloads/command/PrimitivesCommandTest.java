package org.tospace.workloads.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimitivesCommandTest {
    private static final String SPREAD = "[0-9.]+ \\([0-9.]+ to [0-9.]+\\)";

    @TempDir
    private Path folder;

    @Test
    void theTableHasARowForEachWayAndTheJsonTheSameFigures() throws IOException {
        Path file = folder.resolve("primitives.json");
        CommandRun run = CommandRun.of("primitives", "--repetitions", "2", "--seed", "5", "--json", file.toString());
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("100 pages of 4k in random order, seed 5, 2 repetitions."), run.out());
        JsonNode report = new ObjectMapper().readTree(Files.readString(file));
        assertEquals("primitives", report.get("kind").asText());
        assertEquals(1, report.get("schemaVersion").asInt());
        assertEquals(2, report.get("repetitions").asInt());
        assertEquals(5, report.get("seed").asInt());
        checkTimes(report.get("addNanos"));
        assertTrue(report.get("map2").get("available").asBoolean());
        checkTimes(report.get("map2").get("pageNanos"));
        for (JsonNode row : report.get("traps")) {
            checkTimes(row.get("trapNanos"));
            checkTimes(row.get("prot1TrapUnprotNanos"));
            checkTimes(row.get("protNTrapUnprotNanos"));
            double sum = median(row, "trapNanos") + median(row, "prot1TrapUnprotNanos") + median(row, "protNTrapUnprotNanos");
            assertEquals(3_000_000 / sum, row.get("rating").asDouble(), 1e-6 * row.get("rating").asDouble());
            String line = row.get("protection").asText() + " +" + row.get("servedBy").asText() + " +" + SPREAD + " +" + SPREAD + " +" + SPREAD
                    + " +[0-9.]+";
            assertTrue(run.out().lines().anyMatch(each -> each.matches(line)), line + " in:\n" + run.out());
        }
        for (JsonNode row : report.get("dirty")) {
            List.of("writeNanos", "takeNanos", "idleTakeNanos").forEach(times -> checkTimes(row.get(times)));
            assertTrue(run.out().contains("DIRTY  yes, by " + row.get("mechanism").asText()), run.out());
        }
        assertEquals(5, report.get("traps").size() / 2 + report.get("dirty").size() + report.get("unavailable").size());
        assertTrue(run.out().lines().anyMatch(line -> line.matches("Sun 3/60 +SunOS 4.0 +760 +1238 +1016 +1.00")), run.out());
        assertEquals(1.0, report.get("published").get(0).get("rating").asDouble(), 0.005);
        assertEquals(System.getProperty("os.name") + " " + System.getProperty("os.version"), report.get("host").get("kernel").asText());
    }

    private static double median(JsonNode row, String times) {
        return row.get(times).get("median").asDouble();
    }

    private static void checkTimes(JsonNode times) {
        assertTrue(times.get("low").asDouble() > 0, times::toString);
        assertTrue(times.get("median").asDouble() >= times.get("low").asDouble(), times::toString);
        assertTrue(times.get("high").asDouble() >= times.get("median").asDouble(), times::toString);
    }

    @Test
    void withADashStandardOutputIsJsonAlone() throws IOException {
        CommandRun run = CommandRun.of("primitives", "--repetitions", "1", "--json", "-");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("primitives", new ObjectMapper().readTree(run.out()).get("kind").asText());
        assertTrue(run.err().contains("PROT1+TRAP+UNPROT"), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --repetitions 0        | --repetitions must be from 1 to 1000000: 0.
            --repetitions x        | 'x' is not an int
            --json /nowhere/x.json | --json names a file that cannot be written, /nowhere/x.json: its folder does not exist.
            """)
    void wrongWordsEndWithTwoAndASentence(String words, String expected) {
        String[] both = words.split(" ");
        CommandRun run = CommandRun.of("primitives", both[0], both[1]);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals("", run.out());
    }

    @Test
    void helpExplainsEveryColumn() {
        String help = CommandRun.of("primitives", "--help").out();
        for (String column : List.of("closed by", "served by", "TRAP", "PROT1+TRAP+UNPROT", "PROTN+TRAP+UNPROT", "rating", "MAP2", "DIRTY")) {
            assertTrue(help.lines().anyMatch(line -> line.startsWith("  " + column + "  ")), column + " in:\n" + help);
        }
    }
}
