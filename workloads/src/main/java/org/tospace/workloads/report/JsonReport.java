package org.tospace.workloads.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Reports as JSON, indented, with a line end after the last brace. */
public final class JsonReport {
    private JsonReport() {
    }

    /** The JSON of a report: a record, a map or a tree. */
    public static String write(Object report) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        try {
            return mapper.writeValueAsString(report) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report must be expressible as JSON: " + report, e);
        }
    }
}
