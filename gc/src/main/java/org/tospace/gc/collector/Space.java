package org.tospace.gc.collector;

/**
 * One of a heap's two semispaces: addresses for copies and addresses for new objects, both in the mutators' view.
 *
 * <p>The two areas are apart, so that copies and new objects cannot meet whatever the pace of either. Addresses cost nothing; how many pages
 * may be in use is the budget's business ({@link NewArea}).
 *
 * @param copyBase where copies start
 * @param copyBytes addresses for copies
 * @param newBase where new objects start; equals {@code copyBase + copyBytes}
 * @param newBytes addresses for new objects
 */
record Space(long copyBase, long copyBytes, long newBase, long newBytes) {
    long base() {
        return copyBase;
    }

    long bytes() {
        return copyBytes + newBytes;
    }

    long newEnd() {
        return newBase + newBytes;
    }

    boolean contains(long address) {
        return address >= base() && address < newEnd();
    }
}
