package org.tospace.gc.jfr;

import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.HeapStatistics;
import org.tospace.gc.testing.GraphRun;

/**
 * Random graphs while events are recorded; the main class of child JVMs. Arguments: options, seed, and where to record to: a recording that begins when the
 * heap is open already; without it the JVM's flags say what is recorded. Prints the heap's figures.
 */
final class RecordedProgram {
    private static final int STEPS = 20_000;

    private RecordedProgram() {
    }

    public static void main(String[] arguments) throws Exception {
        HeapOptions options = HeapOptions.parse(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        try (Heap heap = Heap.open(options)) {
            if (arguments.length == 2) {
                run(heap, seed);
                return;
            }
            heap.collect();
            try (Recording recording = new Recording()) {
                recording.enable("org.tospace.Trap").with("longerThan", "0 ns");
                recording.enable("org.tospace.Assist").withThreshold(Duration.ZERO);
                recording.start();
                run(heap, seed);
                recording.stop();
                recording.dump(Path.of(arguments[2]));
            }
        }
    }

    private static void run(Heap heap, long seed) {
        GraphRun.run(heap, 2, seed, STEPS);
        // What was recorded late is handed over at the next end.
        heap.collect();
        HeapStatistics figures = heap.statistics();
        System.out.println(heap.name() + " collections=" + figures.collections() + " flipNanos=" + figures.flipNanos() + " traps=" + figures.traps()
                + " stalls=" + figures.stalls() + " assists=" + figures.assists() + " copied=" + figures.bytesCopied());
    }
}
