package org.tospace.workloads.report.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Members of JSON objects, whatever they turn out to be. */
final class JsonFields {
    private JsonFields() {
    }

    /** A number that is finite and not negative; else NaN. */
    static double number(JsonNode node) {
        if (node == null || !node.isNumber()) {
            return Double.NaN;
        }
        double value = node.doubleValue();
        return value >= 0 && value < Double.POSITIVE_INFINITY ? value : Double.NaN;
    }

    static double number(JsonNode object, String name) {
        return number(object.path(name));
    }

    /** A whole number from 0 on; 0 when it is none. */
    static long whole(JsonNode object, String name) {
        double value = number(object, name);
        return Double.isNaN(value) ? 0 : (long) value;
    }

    /** A text; empty when it is none. */
    static String text(JsonNode object, String name) {
        JsonNode node = object.path(name);
        return node.isTextual() ? node.textValue() : "";
    }

    /** The members that are text, numbers or truth values, in their order, as text. */
    static Map<String, String> scalars(JsonNode object) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                all.put(member.getKey(), member.getValue().asText());
            }
        }
        return all;
    }
}
