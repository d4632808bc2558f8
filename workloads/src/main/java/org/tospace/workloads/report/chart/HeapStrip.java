package org.tospace.workloads.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.tospace.workloads.report.data.Sample;
import org.tospace.workloads.report.markup.Markup;

/** Used bytes of one run over time, as an area. */
record HeapStrip(String name, SeriesStyle style, List<String> remarks, List<Sample> samples, long heapBytes) implements Strips.Strip {
    @Override
    public void writeTo(Markup markup, Frame frame) {
        List<Sample> thinned = thin(samples, frame);
        StringBuilder path = new StringBuilder();
        for (Sample sample : thinned) {
            path.append(path.isEmpty() ? 'M' : 'L').append(Coordinates.of(frame.x(sample.at()), frame.y(sample.value())));
        }
        String area = path + "V" + Coordinates.of(frame.bottom()) + "H" + Coordinates.of(frame.x(thinned.getFirst().at())) + "z";
        markup.empty("path", "class", "area", "d", area).empty("path", "class", "outline", "d", path.toString());
        if (heapBytes > 0) {
            markup.empty("path", "class", "limit", "d", "M" + Coordinates.of(frame.left(), frame.y(heapBytes)) + "H" + Coordinates.of(frame.right()));
        }
    }

    /** Of the samples on one spot the first, the least, the greatest and the last. */
    static List<Sample> thin(List<Sample> samples, Frame frame) {
        List<Sample> thinned = new ArrayList<>();
        int start = 0;
        while (start < samples.size()) {
            long spot = Math.round(frame.x(samples.get(start).at()));
            int end = start;
            int least = start;
            int greatest = start;
            while (end < samples.size() && Math.round(frame.x(samples.get(end).at())) == spot) {
                least = samples.get(end).value() < samples.get(least).value() ? end : least;
                greatest = samples.get(end).value() > samples.get(greatest).value() ? end : greatest;
                end++;
            }
            for (int i = start; i < end; i++) {
                if (i == start || i == least || i == greatest || i == end - 1) {
                    thinned.add(samples.get(i));
                }
            }
            start = end;
        }
        return thinned;
    }
}
