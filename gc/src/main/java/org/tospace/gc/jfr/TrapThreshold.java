package org.tospace.gc.jfr;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.SettingControl;

/**
 * From how long on a trap is recorded: a number and one of {@code ns}, {@code us}, {@code ms}, {@code s}. Of several recordings' values the shortest; what
 * is none is passed over.
 */
public final class TrapThreshold extends SettingControl {
    private static final String DEFAULT = "50 us";
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,9})\\s*(ns|us|ms|s)\\s*");

    private volatile String text = DEFAULT;
    private volatile long nanos = parse(DEFAULT);

    /** For the recorder, which wants one without parameters. */
    public TrapThreshold() {
    }

    private static long parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            return -1;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ns" -> number;
            case "us" -> number * 1_000;
            case "ms" -> number * 1_000_000;
            default -> number * 1_000_000_000;
        };
    }

    long nanos() {
        return nanos;
    }

    @Override
    public String combine(Set<String> values) {
        String shortest = null;
        for (String value : values) {
            if (parse(value) >= 0 && (shortest == null || parse(value) < parse(shortest))) {
                shortest = value;
            }
        }
        return shortest == null ? DEFAULT : shortest;
    }

    @Override
    public void setValue(String value) {
        long parsed = parse(value);
        if (parsed >= 0) {
            text = value;
            nanos = parsed;
        }
    }

    @Override
    public String getValue() {
        return text;
    }
}
