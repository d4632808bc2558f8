package org.tospace.workloads.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.tospace.runtime.primitives.DirtyTimes;
import org.tospace.runtime.primitives.Primitives;
import org.tospace.runtime.primitives.PublishedTimes;
import org.tospace.runtime.primitives.Spread;
import org.tospace.runtime.primitives.TrapTimes;

/**
 * The costs of the primitives as JSON has them: the names of the components are the keys. Times are nanoseconds, the median of all repetitions and
 * what a tenth of them were below and above.
 *
 * @param kind what tells this form from others
 * @param pages how many pages each figure is taken over
 * @param unavailable what the kernel does not have, by name, and why
 * @param published figures of others, in nanoseconds too
 */
@JsonPropertyOrder({"schemaVersion", "kind", "pageBytes", "pages", "repetitions", "seed", "addNanos", "traps", "map2", "dirty", "unavailable",
    "published", "host"})
public record PrimitivesReport(int schemaVersion, String kind, long pageBytes, int pages, int repetitions, long seed, Times addNanos, List<Trap> traps,
        MapTwice map2, List<Dirty> dirty, Map<String, String> unavailable, List<Published> published, HostFacts host) {
    /** The version of this form. */
    public static final int SCHEMA_VERSION = 1;

    /** A figure that was taken many times. */
    @JsonPropertyOrder({"median", "low", "high"})
    public record Times(double median, double low, double high) {
        private static Times of(Spread spread) {
            return new Times(spread.median(), spread.low(), spread.high());
        }
    }

    /** Traps by one way of closing pages and one of serving. */
    @JsonPropertyOrder({"protection", "servedBy", "trapNanos", "prot1TrapUnprotNanos", "protNTrapUnprotNanos", "rating"})
    public record Trap(String protection, String servedBy, Times trapNanos, Times prot1TrapUnprotNanos, Times protNTrapUnprotNanos, double rating) {
        private static Trap of(TrapTimes times) {
            return new Trap(times.closing().key(), times.serving().key(), Times.of(times.trap()), Times.of(times.protectOne()),
                    Times.of(times.protectMany()), times.rating());
        }
    }

    /** Mapping a page again and storing into it there. */
    @JsonPropertyOrder({"available", "pageNanos"})
    public record MapTwice(boolean available, Times pageNanos) {
    }

    /** Dirty pages by one mechanism; nanoseconds a page of the range. */
    @JsonPropertyOrder({"mechanism", "writeNanos", "takeNanos", "idleTakeNanos"})
    public record Dirty(String mechanism, Times writeNanos, Times takeNanos, Times idleTakeNanos) {
        private static Dirty of(DirtyTimes times) {
            return new Dirty(times.mechanism().key(), Times.of(times.write()), Times.of(times.take()), Times.of(times.idleTake()));
        }
    }

    /** A row that others have published. */
    @JsonPropertyOrder({"machine", "system", "addNanos", "trapNanos", "prot1TrapUnprotNanos", "protNTrapUnprotNanos", "rating", "source"})
    public record Published(String machine, String system, double addNanos, double trapNanos, double prot1TrapUnprotNanos,
            double protNTrapUnprotNanos, double rating, String source) {
        private static Published of(PublishedTimes row) {
            return new Published(row.machine(), row.system(), row.add(), row.trap(), row.protectOne(), row.protectMany(), row.rating(), row.source());
        }
    }

    /** The report of figures taken on this machine. */
    public static PrimitivesReport of(Primitives figures) {
        return new PrimitivesReport(SCHEMA_VERSION, "primitives", figures.pageBytes(), figures.pages(), figures.repetitions(), figures.seed(),
                Times.of(figures.add()), figures.traps().stream().map(Trap::of).toList(), new MapTwice(true, Times.of(figures.mapTwice())),
                figures.dirty().stream().map(Dirty::of).toList(), figures.unavailable(),
                PublishedTimes.all().stream().map(Published::of).toList(), HostFacts.read());
    }
}
