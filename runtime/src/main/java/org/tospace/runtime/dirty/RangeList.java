package org.tospace.runtime.dirty;

import java.util.ArrayList;
import java.util.List;

/** Ranges as they come by address, those that touch each other made one. One thread. */
final class RangeList {

    private final List<PageRange> ranges = new ArrayList<>();
    private long start;
    private long end;

    void add(long address, long bytes) {
        if (address != end) {
            finishRange();
            start = address;
        }
        end = address + bytes;
    }

    List<PageRange> toList() {
        finishRange();
        start = end;
        return List.copyOf(ranges);
    }

    private void finishRange() {
        if (start != end) {
            ranges.add(new PageRange(start, end - start));
        }
    }
}
