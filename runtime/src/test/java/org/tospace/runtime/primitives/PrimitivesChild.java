package org.tospace.runtime.primitives;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tospace.runtime.testing.MemoryMap;

/** Measures with few repetitions, and looks at what came of it. */
final class PrimitivesChild {

    private static final int REPETITIONS = 3;

    private PrimitivesChild() {
    }

    public static void main(String[] arguments) {
        List<String> parts = new ArrayList<>();
        Primitives figures = Primitives.measure(REPETITIONS, 7, parts::add);
        require(figures.repetitions() == REPETITIONS && figures.seed() == 7 && figures.pages() == 100, "what was asked for: " + figures);
        require(figures.traps().size() >= 2 && figures.traps().size() % 2 == 0, "a row for each way of serving: " + figures.traps());
        require(figures.traps().size() / 2 + figures.dirty().size() + figures.unavailable().size() == 5, "each mechanism is there or is missed");
        require(parts.size() == figures.traps().size() + figures.dirty().size() + 2, "parts " + parts);
        Stream.concat(Stream.of(figures.add(), figures.mapTwice()), Stream.concat(
                figures.traps().stream().flatMap(row -> Stream.of(row.trap(), row.protectOne(), row.protectMany())),
                figures.dirty().stream().flatMap(row -> Stream.of(row.write(), row.take(), row.idleTake())))).forEach(PrimitivesChild::check);
        for (TrapTimes row : figures.traps()) {
            require(row.rating() > 0.001, "a rating: " + row);
            // A system call more, and a trap that does nothing beside the cheapest of the others.
            require(row.protectMany().low() > row.trap().low() / 2, "opening a page takes time: " + row);
        }
        require(figures.add().low() < 100, "an add takes nanoseconds: " + figures.add());
        require(MemoryMap.lines().stream().noneMatch(line -> line.contains("tospace-primitives")), "memory was left");
        System.out.println("all figures are there");
    }

    private static void check(Spread spread) {
        require(spread.low() > 0 && spread.low() <= spread.median() && spread.median() <= spread.high(), "a spread: " + spread);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
