package org.tospace.workloads.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LongestEventsTest {
    private static final String RUN = """
            {"pauseEvents":[[1,50,"flip"],[2,70,"trap"],[3,60,"flip"],[4,10,"trap"]],"pauseEventsDropped":5,"gaps":{"events":[[1,5],[7,9]],"eventsDropped":0}}""";

    private static ObjectNode keep(String run, int most) throws JsonProcessingException {
        return LongestEvents.keep((ObjectNode) new ObjectMapper().readTree(run), most);
    }

    @Test
    void theLongestStayInTheirOrderAndTheOthersAreCounted() throws JsonProcessingException {
        assertEquals("""
                {"pauseEvents":[[2,70,"trap"],[3,60,"flip"]],"pauseEventsDropped":7,"gaps":{"events":[[1,5],[7,9]],"eventsDropped":0}}""", keep(RUN, 2).toString());
        assertEquals("""
                {"pauseEvents":[],"pauseEventsDropped":9,"gaps":{"events":[],"eventsDropped":2}}""", keep(RUN, 0).toString());
    }

    @Test
    void whereThereAreNoMoreNothingChanges() throws JsonProcessingException {
        assertEquals(RUN, keep(RUN, 4).toString());
        assertEquals("{\"failure\":\"x\"}", keep("{\"failure\":\"x\"}", 4).toString());
    }
}
