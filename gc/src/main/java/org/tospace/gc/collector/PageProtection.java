package org.tospace.gc.collector;

import org.tospace.gc.scan.RangeOpener;
import org.tospace.runtime.memory.DualMapping;

/**
 * How ranges of the mutators' view are closed; {@link RangeOpener} opens them by the same mechanism. Any thread, for ranges that nobody
 * else opens or closes at the same time. What a closed range holds stays, and the collector's view is not affected.
 */
interface PageProtection extends AutoCloseable {
    /** One of the values of {@link org.tospace.gc.scan.ControlBlock#PROTECTION}. */
    int kind();

    /** The file descriptor that {@link RangeOpener} needs; -1 where it needs none. */
    default long fileDescriptor() {
        return -1;
    }

    /** Prepares a range whose pages will be closed and opened, and that nobody has used yet; it is closed afterwards. */
    void prepare(DualMapping mapping, long address, long bytes);

    /** Closes a range, whatever of it is open. */
    void closeRange(DualMapping mapping, long address, long bytes);

    /** Gives back what the mechanism itself holds; after the mapping is gone. */
    @Override
    default void close() {
    }

    /** The mechanism of one of the values of {@link org.tospace.gc.scan.ControlBlock#PROTECTION}. */
    static PageProtection of(int kind) {
        return switch (kind) {
            case RangeOpener.MPROTECT -> new ProtectedPages();
            case RangeOpener.GUARD -> new GuardedPages();
            case RangeOpener.USER_FAULT -> new MissingPages();
            default -> new OpenPages();
        };
    }
}
