package org.tospace.workloads.lox.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tospace.workloads.lox.syntax.StaticSlots;

/**
 * Global variables and the strings of the program's text: the lowest slots of the root stack. Places are given while a script is parsed and
 * taken before it runs.
 */
final class Statics implements StaticSlots {
    private final Map<String, Integer> globals = new HashMap<>();
    private final Map<String, Integer> strings = new HashMap<>();
    /** What goes into each slot at first: a string, or nothing. */
    private final List<Optional<String>> contents = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int placed;

    @Override
    public int global(String name) {
        return globals.computeIfAbsent(name, _ -> add(name, Optional.empty()));
    }

    @Override
    public int string(String text) {
        return strings.computeIfAbsent(text, _ -> add(text, Optional.of(text)));
    }

    private int add(String name, Optional<String> content) {
        names.add(name);
        contents.add(content);
        return contents.size() - 1;
    }

    /** The name of the global variable in a slot. */
    String name(int slot) {
        return names.get(slot);
    }

    /** Lays out the slots that were given since the last time. The stack holds nothing but statics. A safepoint for each string. */
    void place(Machine machine) {
        while (placed < contents.size()) {
            Optional<String> text = contents.get(placed);
            machine.roots().push(text.isPresent() ? Strings.make(machine, text.get()) : Value.UNDEFINED);
            placed++;
        }
    }

    /** How many slots are laid out. */
    int placed() {
        return placed;
    }
}
