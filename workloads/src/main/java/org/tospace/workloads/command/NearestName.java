package org.tospace.workloads.command;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
final class NearestName {
    private NearestName() {
    }

    /**
     * The name that is the fewest insertions, removals and replacements of letters away (Levenshtein's distance).
     *
     * @param names at least one
     */
    static String to(String word, Collection<String> names) {
        return names.stream().min(Comparator.comparingInt(name -> distance(word, name))).orElseThrow();
    }

    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
