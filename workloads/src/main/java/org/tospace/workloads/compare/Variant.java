package org.tospace.workloads.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tospace.gc.Barrier;

/** A way of collecting that can be compared with others. */
public enum Variant {
    /** The object space; mutators' faults scan pages. */
    TRAP("object space, page traps"),
    /** The object space; faults become calls of Java. */
    UPCALL("object space, traps as upcalls"),
    /** The object space; each load is tested. */
    CHECKED("object space, tested loads"),
    /** Java objects and the JVM's Z collector. */
    ZGC("Java objects, ZGC"),
    /** Java objects and the JVM's usual collector. */
    G1("Java objects, G1"),
    /** Java objects and the JVM's Shenandoah collector, which not every JVM has. */
    SHENANDOAH("Java objects, Shenandoah"),
    /** Java objects and one thread that stops the world. */
    SERIAL("Java objects, Serial"),
    /** Java objects and several threads that stop the world. */
    PARALLEL("Java objects, Parallel"),
    /** Nothing at all: the machine's own gaps. */
    IDLE("the control: steps without work");

    private final String meaning;

    Variant(String meaning) {
        this.meaning = meaning;
    }

    /** The name on the command line and in records. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The variant of this name. */
    public static Optional<Variant> find(String key) {
        return Stream.of(values()).filter(variant -> variant.key().equals(key)).findFirst();
    }

    /** Every name. */
    public static List<String> keys() {
        return Stream.of(values()).map(Variant::key).toList();
    }

    /** Which barrier of the object space it is; empty where it is none. */
    public Optional<Barrier> barrier() {
        return Stream.of(Barrier.values()).filter(barrier -> barrier.key().equals(key())).findFirst();
    }

    /** Whether it runs the workload's twin on ordinary Java objects. */
    public boolean isPlain() {
        return barrier().isEmpty() && this != IDLE;
    }

    /** The JVM's option for its collector; the control takes the one that does the least. */
    String collectorOption() {
        return switch (this) {
            case ZGC -> "-XX:+UseZGC";
            case G1 -> "-XX:+UseG1GC";
            case SHENANDOAH -> "-XX:+UseShenandoahGC";
            case PARALLEL -> "-XX:+UseParallelGC";
            default -> "-XX:+UseSerialGC";
        };
    }
}
