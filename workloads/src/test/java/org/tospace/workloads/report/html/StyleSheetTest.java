package org.tospace.workloads.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.tospace.workloads.report.chart.SeriesStyle;

class StyleSheetTest {
    /** Web Content Accessibility Guidelines 2.2: criteria 1.4.3 for text, 1.4.11 for graphics. */
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;

    private static String sheet() throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The colours of light, dark and paper, in this order. */
    private static List<Map<String, Integer>> themes() throws IOException {
        List<Map<String, Integer>> themes = new ArrayList<>();
        Matcher roots = Pattern.compile(":root \\{([^}]*)\\}").matcher(sheet());
        while (roots.find()) {
            Map<String, Integer> colours = new HashMap<>();
            Matcher colour = Pattern.compile("--([a-z0-9]+): #([0-9a-f]{6});").matcher(roots.group(1));
            while (colour.find()) {
                colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
            }
            themes.add(colours);
        }
        return themes;
    }

    @Test
    void everyColourStandsOutFromItsGround() throws IOException {
        List<Map<String, Integer>> themes = themes();
        assertEquals(3, themes.size());
        for (Map<String, Integer> theme : themes) {
            for (String name : List.of("ink", "quiet", "link")) {
                assertTrue(contrast(theme.get(name), theme.get("ground")) >= TEXT, theme + " " + name);
            }
            for (int i = 0; i < SeriesStyle.COUNT; i++) {
                assertTrue(contrast(theme.get("c" + i), theme.get("ground")) >= GRAPHICS, theme + " c" + i);
            }
        }
    }

    @Test
    void seriesDifferWithoutColour() throws IOException {
        Matcher dash = Pattern.compile("\\.s(\\d) \\{ --c: var\\(--c(\\d)\\); --dash: ([^;]+); \\}").matcher(sheet());
        Set<String> looks = new HashSet<>();
        int count = 0;
        while (dash.find()) {
            assertEquals(dash.group(1), dash.group(2));
            looks.add(new SeriesStyle(Integer.parseInt(dash.group(1))).marker(0, 0));
            count++;
        }
        assertEquals(SeriesStyle.COUNT, count);
        assertEquals(SeriesStyle.COUNT, looks.size(), "each series has a marker of its own shape");
    }

    /**
     * Every two stay apart for those who lack one kind of cones, most of all trap, checked, zgc and g1: simulated by the matrices of Machado,
     * Oliveira and Fernandes (2009), severity 1; distances are those of OKLab (Ottosson 2020).
     */
    @Test
    void coloursDifferForThoseWhoSeeFewer() throws IOException {
        double[][][] sights = {
            {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
            {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
            {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
        List<Integer> main = List.of(0, 2, 3, 4);
        for (Map<String, Integer> theme : themes()) {
            for (double[][] sight : sights) {
                for (int i = 0; i < SeriesStyle.COUNT; i++) {
                    for (int j = 0; j < i; j++) {
                        double distance = distance(lab(seen(theme.get("c" + i), sight)), lab(seen(theme.get("c" + j), sight)));
                        assertTrue(distance > (main.contains(i) && main.contains(j) ? 0.14 : 0.08), "c" + i + " and c" + j + " of " + theme + ": " + distance);
                    }
                }
            }
        }
    }

    private static double[] seen(int colour, double[][] sight) {
        double[] light = {linear(colour >> 16 & 255), linear(colour >> 8 & 255), linear(colour & 255)};
        return apply(sight, light);
    }

    private static double[] lab(double[] rgb) {
        double[][] cones = {{0.4122214708, 0.5363325363, 0.0514459929}, {0.2119034982, 0.6806995451, 0.1073969566},
            {0.0883024619, 0.2817188376, 0.6299787005}};
        double[][] opponents = {{0.2104542553, 0.7936177850, -0.0040720468}, {1.9779984951, -2.4285922050, 0.4505937099},
            {0.0259040371, 0.7827717662, -0.8086757660}};
        return apply(opponents, DoubleStream.of(apply(cones, DoubleStream.of(rgb).map(light -> Math.max(0, light)).toArray())).map(Math::cbrt).toArray());
    }

    private static double[] apply(double[][] matrix, double[] vector) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                result[i] += matrix[i][j] * vector[j];
            }
        }
        return result;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static double contrast(int a, int b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
