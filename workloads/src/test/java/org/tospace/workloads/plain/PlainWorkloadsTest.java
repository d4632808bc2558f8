package org.tospace.workloads.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tospace.gc.Heap;
import org.tospace.workloads.measure.GapRecorder;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.Preset;
import org.tospace.workloads.workload.Progress;
import org.tospace.workloads.workload.WorkloadContext;
import org.tospace.workloads.workload.WorkloadParameters;
import org.tospace.workloads.workload.Workloads;

/** A twin does what its workload does: as many steps on each thread, and the same lines printed. */
class PlainWorkloadsTest {
    private static Stream<Arguments> runs() {
        return Stream.of(Arguments.of("gcbench", new WorkloadParameters(1, 12, 42, 0, Preset.STANDARD)),
                Arguments.of("gcbench", new WorkloadParameters(2, 12, 42, 4, Preset.STANDARD)),
                Arguments.of("gcbench", new WorkloadParameters(1, 10, 42, 32, Preset.BIG)),
                Arguments.of("binary-trees", new WorkloadParameters(1, 10, 42, 0, Preset.STANDARD)),
                Arguments.of("binary-trees", new WorkloadParameters(3, 9, 42, 0, Preset.STANDARD)),
                Arguments.of("splay", new WorkloadParameters(1, 60, 42, 0, Preset.STANDARD)),
                Arguments.of("splay", new WorkloadParameters(2, 30, 7, 0, Preset.STANDARD)));
    }

    private static final class CountedSteps extends Steps {
        private int begun;
        private long ticks;

        @Override
        public void begin() {
            begun++;
        }

        @Override
        public void tick() {
            ticks++;
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("runs")
    void twinAndWorkloadStepAtTheSamePlacesAndPrintTheSame(String name, WorkloadParameters parameters) {
        List<CountedSteps> ofWorkload = IntStream.range(0, parameters.threads()).mapToObj(_ -> new CountedSteps()).toList();
        List<String> printed = new ArrayList<>();
        try (Heap heap = Heap.open("heap=128m")) {
            WorkloadContext context = new WorkloadContext(heap, parameters, printed::add, Progress.NONE);
            context.setSteps(ofWorkload::get);
            Workloads.find(name).orElseThrow().run(context);
        }
        List<CountedSteps> ofTwin = IntStream.range(0, parameters.threads()).mapToObj(_ -> new CountedSteps()).toList();
        List<String> printedByTwin = new ArrayList<>();
        PlainWorkloads.find(name).orElseThrow().run(new PlainContext(parameters, printedByTwin::add, Progress.NONE, ofTwin::get));
        assertEquals(printed, printedByTwin);
        for (int i = 0; i < parameters.threads(); i++) {
            assertTrue(ofTwin.get(i).ticks > 10, "ticks: " + ofTwin.get(i).ticks);
            assertEquals(ofWorkload.get(i).ticks, ofTwin.get(i).ticks);
            assertEquals(1, ofTwin.get(i).begun);
            assertEquals(1, ofWorkload.get(i).begun);
        }
    }

    @Test
    void theControlOnlySteps() {
        GapRecorder recorder = new GapRecorder();
        IntFunction<Steps> steps = _ -> recorder;
        PlainContext context = new PlainContext(new WorkloadParameters(1, 1, 1, 0, Preset.STANDARD), _ -> { }, Progress.NONE, steps);
        PlainWorkloads.idle(30).run(context);
        assertTrue(recorder.totalNanos() >= 30_000_000, "total: " + recorder.totalNanos());
        assertTrue(recorder.histogram().getTotalCount() > 100);
        assertEquals(1, context.spans().size());
    }
}
