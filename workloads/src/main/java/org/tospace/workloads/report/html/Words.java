package org.tospace.workloads.report.html;

import java.util.List;

/** Putting words together. */
final class Words {
    private Words() {
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** "1 run", "2 runs". */
    static String number(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
