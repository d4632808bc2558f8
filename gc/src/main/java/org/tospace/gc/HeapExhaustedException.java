package org.tospace.gc;

/**
 * There is no room for an object even after a full collection. The heap and its objects stay usable.
 *
 * <p>Example:
 * {@snippet :
 * try {
 *     roots.push(mutator.allocate(PAIR));
 * } catch (HeapExhaustedException e) {
 *     roots.truncate(frame);                           // what the program needed no longer is garbage now
 *     System.err.println("out of memory: " + e.liveBytes() + " of " + e.spaceBytes() + " bytes live");
 * }
 * }
 */
public final class HeapExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long requestedBytes;
    private final long liveBytes;
    private final long spaceBytes;

    /**
     * For the collector.
     *
     * @param requestedBytes the object's size
     * @param usedBytes pages of copies and new objects in use
     * @param largeBytes pages of large objects, which are never copied
     * @param spaceBytes half the heap
     * @param largestBytes the largest object of this kind that an empty heap has room for
     */
    public HeapExhaustedException(long requestedBytes, long usedBytes, long largeBytes, long spaceBytes, long largestBytes) {
        super(requestedBytes > largestBytes
                ? "heap exhausted: an object of " + requestedBytes + " bytes is larger than " + (largestBytes > spaceBytes ? "the heap, " : "a semispace, ")
                        + inBytes(largestBytes)
                : "heap exhausted: " + requestedBytes + " bytes requested, and a full collection left " + inBytes(usedBytes)
                        + " in use, where a semispace is to hold " + inBytes(spaceBytes - largeBytes / 2) + (largeBytes == 0 ? ""
                        : ": half of what large objects, " + inBytes(largeBytes) + ", leave of the heap, " + inBytes(2 * spaceBytes)));
        this.liveBytes = usedBytes + largeBytes;
        this.requestedBytes = requestedBytes;
        this.spaceBytes = spaceBytes;
    }

    private static String inBytes(long bytes) {
        return bytes + " bytes (" + ByteSize.describe(bytes) + ")";
    }

    /** The size of the object that found no room. */
    public long requestedBytes() {
        return requestedBytes;
    }

    /** What is in use after the collection, in whole pages, large objects included. */
    public long liveBytes() {
        return liveBytes;
    }

    /** What a semispace may hold when there are no large objects: half the heap. */
    public long spaceBytes() {
        return spaceBytes;
    }
}
