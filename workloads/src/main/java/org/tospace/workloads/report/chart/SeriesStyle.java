package org.tospace.workloads.report.chart;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tospace.workloads.report.data.Run;

/**
 * How a series looks: a number that stands for its class in the style sheet and for the shape of its markers. The same variant looks the same
 * on the whole page, and the known ones on all pages.
 */
public record SeriesStyle(int number) {
    /** How many looks there are; further series repeat them. */
    public static final int COUNT = 10;

    private static final double SIZE = 4;

    /** The looks of these variants. */
    public static Map<String, SeriesStyle> assign(Collection<String> variants) {
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        Map<Integer, Integer> uses = new HashMap<>();
        for (String variant : variants) {
            int known = Run.knownVariants().indexOf(variant);
            if (known >= 0) {
                styles.put(variant, new SeriesStyle(known));
                uses.merge(known, 1, Integer::sum);
            }
        }
        for (String variant : variants) {
            if (!styles.containsKey(variant)) {
                int best = COUNT - 1;
                for (int i = COUNT - 1; i >= 0; i--) {
                    best = uses.getOrDefault(i, 0) < uses.getOrDefault(best, 0) ? i : best;
                }
                styles.put(variant, new SeriesStyle(best));
                uses.merge(best, 1, Integer::sum);
            }
        }
        return styles;
    }

    /** The class in the style sheet. */
    public String cssClass() {
        return "s" + number;
    }

    /** The outline of the marker around a point, as SVG's path data. */
    public String marker(double x, double y) {
        double r = SIZE;
        return switch (number) {
            case 0 -> circle(x, y, r);
            case 1 -> polygon(x, y, r, 45, 4);
            case 2 -> polygon(x, y, r * 1.2, -90, 3);
            case 3 -> polygon(x, y, r * 1.25, -90, 4);
            case 4 -> polygon(x, y, r * 1.2, 90, 3);
            case 5 -> polygon(x, y, r * 1.1, -90, 5) + circle(x, y, r / 2.5);
            case 6 -> bars(x, y, r, 0);
            case 7 -> bars(x, y, r * 0.75, r * 0.75);
            case 8 -> circle(x, y, r) + circle(x, y, r * 0.6);
            default -> polygon(x, y, r * 1.1, 45, 4) + polygon(x, y, r * 0.6, 45, 4);
        };
    }

    private static String circle(double x, double y, double r) {
        String radius = Coordinates.of(r);
        return "M" + Coordinates.of(x - r, y) + "a" + radius + "," + radius + " 0 1 0 " + Coordinates.of(2 * r, 0) + "a" + radius + "," + radius
                + " 0 1 0 " + Coordinates.of(-2 * r, 0) + "z";
    }

    private static String polygon(double x, double y, double r, double firstDegrees, int corners) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(firstDegrees + 360.0 * i / corners);
            path.append(i == 0 ? 'M' : 'L').append(Coordinates.of(x + r * Math.cos(angle), y + r * Math.sin(angle)));
        }
        return path.append('z').toString();
    }

    /** Two crossing bars: upright with no slant, else diagonal. */
    private static String bars(double x, double y, double reach, double slant) {
        return "M" + Coordinates.of(x - reach, y - slant) + "L" + Coordinates.of(x + reach, y + slant)
                + "M" + Coordinates.of(x + slant, y - reach) + "L" + Coordinates.of(x - slant, y + reach);
    }
}
