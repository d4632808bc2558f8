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

    /** For the collector. */
    public HeapExhaustedException(long requestedBytes, long liveBytes, long spaceBytes) {
        super(requestedBytes > spaceBytes
                ? "heap exhausted: an object of " + requestedBytes + " bytes is larger than a semispace, " + spaceBytes + " bytes ("
                        + ByteSize.describe(spaceBytes) + ")"
                : "heap exhausted: " + requestedBytes + " bytes requested, and a full collection left " + liveBytes + " bytes ("
                        + ByteSize.describe(liveBytes) + ") in use, where a semispace is to hold " + spaceBytes + " ("
                        + ByteSize.describe(spaceBytes) + ")");
        this.requestedBytes = requestedBytes;
        this.liveBytes = liveBytes;
        this.spaceBytes = spaceBytes;
    }

    /** The size of the object that found no room. */
    public long requestedBytes() {
        return requestedBytes;
    }

    /** What is in use after the collection, in whole pages. */
    public long liveBytes() {
        return liveBytes;
    }

    /** What a semispace may hold: half the heap. */
    public long spaceBytes() {
        return spaceBytes;
    }
}
