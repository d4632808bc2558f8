package org.tospace.workloads.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final List<Variant> THREE = List.of(Variant.TRAP, Variant.ZGC, Variant.IDLE);

    private static ObjectNode record(Trial trial) {
        return new ObjectMapper().createObjectNode().put("variant", trial.variant().key()).put("heapBytes", trial.heapBytes());
    }

    @Test
    void eachRoundHasEveryVariantAndHeapOnce() {
        Experiment experiment = Experiment.of(THREE, List.of(1L, 2L), 4, 7);
        assertEquals(24, experiment.trials().size());
        for (int round = 0; round < 4; round++) {
            List<Trial> trials = experiment.trials().subList(6 * round, 6 * round + 6);
            assertEquals(6, new HashSet<>(trials).size());
            int invocation = round + 1;
            assertTrue(trials.stream().allMatch(trial -> trial.invocation() == invocation));
        }
    }

    @Test
    void theSeedDecidesTheOrder() {
        assertEquals(Experiment.of(THREE, List.of(1L), 5, 7).trials(), Experiment.of(THREE, List.of(1L), 5, 7).trials());
        assertNotEquals(Experiment.of(THREE, List.of(1L), 5, 7).trials(), Experiment.of(THREE, List.of(1L), 5, 8).trials());
        assertTrue(Experiment.of(THREE, List.of(1L), 5, 7).trials().stream().collect(Collectors.groupingBy(Trial::invocation)).values().stream()
                .map(round -> round.stream().map(Trial::variant).toList()).distinct().count() > 1, "every round has the same order");
    }

    @Test
    void whatFailedTwiceIsNotTriedAgainAndOthersGoOn() {
        List<ObjectNode> runs = Experiment.of(THREE, List.of(1L), 5, 7).run((trial, _) -> trial.variant() == Variant.ZGC
                ? record(trial).put("failure", "no such collector") : record(trial), _ -> { });
        List<Group> groups = Group.of(Experiment.of(THREE, List.of(1L), 5, 7).trials(), runs);
        for (Group group : groups) {
            assertEquals(group.variant() == Variant.ZGC ? 0 : 5, group.runs().size());
            assertEquals(group.variant() == Variant.ZGC ? 2 : 0, group.failures().size());
        }
        assertEquals(12, runs.size());
    }

    @Test
    void theControlIdlesAsLongAsOthersTake() {
        List<Long> idle = new ArrayList<>();
        Experiment.of(THREE, List.of(1L), 3, 7).run((trial, millis) -> {
            if (trial.variant() == Variant.IDLE) {
                idle.add(millis);
            }
            return record(trial).put("wallNanos", trial.variant() == Variant.IDLE ? 1 : 7_000_000_000L);
        }, _ -> { });
        assertEquals(7_000, idle.getLast());
    }
}
