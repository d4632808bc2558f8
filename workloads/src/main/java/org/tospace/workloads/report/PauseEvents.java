package org.tospace.workloads.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.tospace.workloads.measure.PauseLog;

/**
 * Pauses one by one, as JSON has them: the longest, in the order of time.
 *
 * @param events start, length and, where there are several kinds, the kind; nanoseconds since the run's start
 * @param dropped how many shorter ones there were
 */
public record PauseEvents(List<List<Object>> events, long dropped) {
    /** So many are kept. */
    public static final int MOST = 20_000;

    private record Event(long start, long length, String kind) {
        List<Object> toList() {
            return kind.isEmpty() ? List.of(start, length) : List.of(start, length, kind);
        }
    }

    /** The longest of all pauses; those of an empty kind are told without it. */
    static PauseEvents of(Map<String, List<PauseLog>> logs, long startNanos) {
        List<Event> all = new ArrayList<>();
        logs.forEach((kind, ofKind) -> ofKind.forEach(log -> {
            for (int i = 0; i < log.size(); i++) {
                all.add(new Event(log.startNanos(i) - startNanos, log.durationNanos(i), kind));
            }
        }));
        long dropped = Math.max(0, all.size() - MOST);
        if (dropped > 0) {
            all.sort(Comparator.comparingLong(Event::length).reversed());
            all.subList(MOST, all.size()).clear();
        }
        all.sort(Comparator.comparingLong(Event::start));
        return new PauseEvents(all.stream().map(Event::toList).toList(), dropped);
    }
}
