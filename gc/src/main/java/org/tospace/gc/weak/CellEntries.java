package org.tospace.gc.weak;

import java.lang.invoke.VarHandle;
import org.tospace.runtime.memory.Memory;

/**
 * Weak words that stay where they are: those of weak roots, which Java code owns, and of weak cells, which are objects. Each may have a value,
 * which lives if holder and key do (an ephemeron).
 *
 * <pre>
 *   entry:  0 HOLDER   8 KEY   16 VALUE
 *   HOLDER: 0: Java's   1: free, KEY is the next free entry's index + 1   otherwise a cell: the entry is freed when that is dead
 * </pre>
 *
 * <p>Any thread; the monitor guards everything. Where a mutator knows that no collection is under way, it may use {@link #word} without.
 */
public final class CellEntries extends WeakStructure {
    private static final long HOLDER = 0;
    private static final long KEY = 8;
    private static final long VALUE = 16;
    private static final long BYTES = 24;
    private static final long JAVA = 0;
    private static final long FREE = 1;

    private final Records entries = new Records(BYTES);
    private long used;
    private long free;
    /** Whether there has ever been an ephemeron; volatile: read without the monitor, by which one may be added that needs no visit yet. */
    private volatile boolean valued;

    /** No entries yet. */
    public CellEntries(WeakProcessing weak) {
        super(weak);
        weak.add(this);
    }

    /** Where an entry's key is, as long as its holder lives. */
    public long word(long entry) {
        return entries.address(entry) + KEY;
    }

    /** Whether an entry is one that was ever taken. */
    public boolean isEntry(long entry) {
        return entry >= 0 && entry < used;
    }

    /** A new entry that Java code owns. */
    public synchronized long acquire() {
        return acquireFor(JAVA);
    }

    /**
     * A new entry with empty key and value.
     *
     * @param holder the cell, a value that is a reference
     */
    public synchronized long acquireFor(long holder) {
        checkOpen();
        long entry;
        if (free != 0) {
            entry = free - 1;
            free = Memory.getLong(word(entry));
        } else {
            entries.ensure(used + 1);
            entry = used;
            used++;
        }
        long record = entries.address(entry);
        Memory.putLong(record + HOLDER, holder);
        Memory.putLong(record + KEY, 0);
        Memory.putLong(record + VALUE, 0);
        return entry;
    }

    /** Gives an entry back. */
    public synchronized void release(long entry) {
        if (!isClosed()) {
            freeEntry(entry, entries.address(entry));
        }
    }

    private void freeEntry(long entry, long record) {
        Memory.putLong(record + HOLDER, FREE);
        Memory.putLong(record + KEY, free);
        Memory.putLong(record + VALUE, 0);
        free = entry + 1;
    }

    /** The key for a mutator, alive from here on; 0 once it is dead. */
    public synchronized long key(Reviver mutator, long entry) {
        checkOpen();
        long record = entries.address(entry);
        long key = Memory.getLong(record + KEY);
        if (weak.isFromSpace(key)) {
            key = weak.resolve(mutator, key);
            if (key == 0) {
                clear(record);
            } else {
                Memory.putLong(record + KEY, key);
            }
        }
        return key;
    }

    /** The value for a mutator that has the cell; 0 once the key is dead. */
    public synchronized long value(Reviver mutator, long entry) {
        if (key(mutator, entry) == 0) {
            return 0;
        }
        long record = entries.address(entry);
        long value = Memory.getLong(record + VALUE);
        if (weak.isFromSpace(value)) {
            value = weak.live(mutator, value);
            Memory.putLong(record + VALUE, value);
        }
        return value;
    }

    /** Changes key and value. */
    public synchronized void set(long entry, long key, long value) {
        checkOpen();
        valued |= value != 0;
        long record = entries.address(entry);
        // (published-whole): between collections mutators read words without the lock. On x86-64 it is no instruction.
        VarHandle.releaseFence();
        Memory.putLong(record + KEY, key);
        Memory.putLong(record + VALUE, value);
    }

    private void clear(long record) {
        Memory.putLong(record + KEY, 0);
        Memory.putLong(record + VALUE, 0);
        weak.countCleared();
    }

    @Override
    boolean concerns(WeakProcessing.Stage stage) {
        return stage == WeakProcessing.Stage.SWEEPING || valued && stage == WeakProcessing.Stage.REACHING;
    }

    @Override
    long length(WeakProcessing.Stage stage) {
        return used;
    }

    @Override
    void visit(WeakProcessing.Stage stage, long agent, long index) {
        long record = entries.address(index);
        if (stage != WeakProcessing.Stage.SWEEPING) {
            reach(agent, index, record);
        } else if (Memory.getLong(record + HOLDER) != FREE) {
            sweep(index, record);
        }
    }

    /** Forwards the value if holder and key are copied, or else waits for one that is not. */
    private void reach(long agent, long index, long record) {
        long value = Memory.getLong(record + VALUE);
        if (!weak.isFromSpace(value)) {
            return;
        }
        long holder = Memory.getLong(record + HOLDER);
        if (weak.isFromSpace(holder) && weak.copied(holder) == 0 && weak.watch().add(this, holder, index)) {
            return;
        }
        long key = Memory.getLong(record + KEY);
        if (weak.isFromSpace(key) && weak.reachable(key) == 0 && (weak.isBounded() || weak.watch().add(this, key, index))) {
            return;
        }
        Memory.putLong(record + VALUE, weak.forward(agent, value));
    }

    private void sweep(long index, long record) {
        long holder = Memory.getLong(record + HOLDER);
        if (weak.isFromSpace(holder)) {
            holder = weak.copied(holder);
            if (holder == 0) {
                freeEntry(index, record);
                return;
            }
            Memory.putLong(record + HOLDER, holder);
        }
        long key = Memory.getLong(record + KEY);
        if (weak.isFromSpace(key)) {
            key = weak.reachable(key);
            if (key == 0) {
                clear(record);
                return;
            }
            Memory.putLong(record + KEY, key);
        }
        long value = Memory.getLong(record + VALUE);
        if (weak.isFromSpace(value)) {
            Memory.putLong(record + VALUE, weak.copied(value));
        }
    }

    /** Each may wait for its holder, and then for its key. */
    @Override
    long watched() {
        return valued ? 2 * used : 0;
    }

    @Override
    void wake(long agent, long from, long token) {
        if (!isClosed()) {
            reach(agent, token, entries.address(token));
        }
    }

    @Override
    void check(WeakProcessing.WordCheck words) {
        for (long i = 0; i < used; i++) {
            long record = entries.address(i);
            if (Memory.getLong(record + HOLDER) != FREE) {
                words.word("holder of weak word", i, Memory.getLong(record + HOLDER), false);
                words.word("weak word", i, Memory.getLong(record + KEY), false);
                words.ephemeron("value of weak word", i, Memory.getLong(record + HOLDER), Memory.getLong(record + KEY), Memory.getLong(record + VALUE));
            }
        }
    }

    @Override
    void free() {
        entries.close();
        used = 0;
        free = 0;
    }
}
