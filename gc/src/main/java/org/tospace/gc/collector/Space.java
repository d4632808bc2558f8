package org.tospace.gc.collector;

/**
 * One of a heap's two semispaces: addresses for copies, addresses for new objects, and a window on the large objects that stay where they are, which
 * both spaces have in common ({@link org.tospace.gc.scan.LargeObjects}). All in the mutators' view.
 *
 * <p>The areas are apart, so that copies and new objects cannot meet whatever the pace of either. Addresses cost nothing; how many pages
 * may be in use is the budget's business ({@link NewArea}).
 *
 * @param copyBase where copies start
 * @param copyBytes addresses for copies
 * @param newBytes addresses for new objects, behind those for copies
 * @param largeBytes addresses of the window, behind those for new objects: one half for objects without slots, the other for those with slots
 */
record Space(long copyBase, long copyBytes, long newBytes, long largeBytes) {
    long base() {
        return copyBase;
    }

    long newBase() {
        return copyBase + copyBytes;
    }

    long largeBase() {
        return newBase() + newBytes;
    }

    long slottedBase() {
        return largeBase() + slottedOffset();
    }

    /** Where the half of the window starts whose objects have slots, counted from the window's start. */
    long slottedOffset() {
        return largeBytes / 2;
    }

    long bytes() {
        return copyBytes + newBytes + largeBytes;
    }

    long end() {
        return copyBase + bytes();
    }

    boolean contains(long address) {
        return address >= base() && address < end();
    }
}
