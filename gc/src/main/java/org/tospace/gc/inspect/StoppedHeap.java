package org.tospace.gc.inspect;

import org.tospace.gc.ReferenceEncoding;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * Where a heap's objects are while nothing moves: its to-space, of which the words in use are numbered: copies, new objects, large objects without slots, large objects with slots. Addresses are the
 * mutators'.
 *
 * @param copyBase where copies start
 * @param copyTop where the copies in use end
 * @param newBase where new objects start
 * @param newTop where the new objects in use end
 * @param largeBase where large objects without slots start
 * @param largeTop behind the highest of them that there has been
 * @param slottedBase where large objects with slots start
 * @param slottedTop behind the highest of them that there has been
 * @param base where the heap's views start
 * @param end where they end
 * @param toBase where to-space starts
 * @param toEnd where it ends
 * @param delta what leads from the mutators' view to the collector's
 * @param encoding which values are references
 */
public record StoppedHeap(long copyBase, long copyTop, long newBase, long newTop, long largeBase, long largeTop, long slottedBase, long slottedTop, long base, long end, long toBase, long toEnd, long delta,
        ReferenceEncoding encoding) {
    /** Whether an address is in a part of to-space that is in use. */
    public boolean isInUse(long address) {
        return address >= copyBase && address < copyTop || address >= newBase && address < newTop
                || address >= largeBase && address < largeTop || address >= slottedBase && address < slottedTop;
    }

    /** How many words are in use. */
    public long words() {
        return (copyTop - copyBase + newTop - newBase + largeTop - largeBase + slottedTop - slottedBase) / ObjectHeader.WORD_BYTES;
    }

    /** The number of the word at an address in use. */
    public long index(long address) {
        long offset;
        if (address < newBase) {
            offset = address - copyBase;
        } else if (address < largeBase) {
            offset = copyTop - copyBase + address - newBase;
        } else {
            long before = copyTop - copyBase + newTop - newBase;
            offset = before + (address < slottedBase ? address - largeBase : largeTop - largeBase + address - slottedBase);
        }
        return offset / ObjectHeader.WORD_BYTES;
    }

    /** The address of a word. */
    public long address(long index) {
        long offset = index * ObjectHeader.WORD_BYTES;
        long copyBytes = copyTop - copyBase;
        long newBytes = newTop - newBase;
        if (offset < copyBytes) {
            return copyBase + offset;
        }
        offset -= copyBytes;
        if (offset < newBytes) {
            return newBase + offset;
        }
        offset -= newBytes;
        return offset < largeTop - largeBase ? largeBase + offset : slottedBase + offset - (largeTop - largeBase);
    }

    /** Where the area ends that an address in use lies in. */
    public long areaEnd(long address) {
        return address < newBase ? copyTop : address < largeBase ? newTop : address < slottedBase ? largeTop : slottedTop;
    }

    /** The word at an address. */
    public long word(long address) {
        return Memory.getLong(address + delta);
    }

    /** What an object's slot holds. */
    public long slot(long object, long index) {
        return word(object + (index + 1) * ObjectHeader.WORD_BYTES);
    }
}
