package org.tospace.workloads.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.run.HeapObserver;

class FlightObserverTest {
    @Test
    void ourEventsAreEnabledAndNoOthersAsLongAsTheHeapIsLookedAt() {
        Set<String> all = Stream.of("Cycle", "Flip", "Trap", "Stall", "Assist", "HeapSummary").map(name -> "org.tospace." + name).collect(Collectors.toSet());
        assertEquals(all, enabledBy(new FlightObserver(true)));
    }

    @Test
    void anEmptyRecordingHasNoEvents() {
        assertEquals(Set.of(), enabledBy(new FlightObserver(false)));
    }

    private static Set<String> enabledBy(FlightObserver observer) {
        List<Recording> others = FlightRecorder.getFlightRecorder().getRecordings();
        Set<String> enabled;
        try (Heap heap = Heap.open(HeapOptions.builder().heapBytes(HeapOptions.MINIMUM_HEAP_BYTES).log(false).build());
                HeapObserver.Observation _ = observer.observe(heap)) {
            Recording recording = FlightRecorder.getFlightRecorder().getRecordings().stream().filter(each -> !others.contains(each)).findFirst().orElseThrow();
            assertTrue(!recording.isToDisk(), "on disk");
            enabled = recording.getSettings().entrySet().stream().filter(each -> each.getKey().endsWith("#enabled") && each.getValue().equals("true"))
                    .map(Map.Entry::getKey).map(key -> key.substring(0, key.indexOf('#'))).collect(Collectors.toSet());
        }
        assertEquals(others, FlightRecorder.getFlightRecorder().getRecordings());
        return enabled;
    }
}
