package org.tospace.gc.weak;

import org.tospace.runtime.memory.Memory;

/**
 * The entries of a weak-keyed hash table, in native memory; by hashes that the caller knows, so that moving objects moves no entry.
 *
 * <p>Linear hashing (Litwin 1980): the table grows and shrinks by one bucket at a time, and the entries are kept dense by moving the last into a gap, so
 * that no addition or removal takes long, however large the table.
 *
 * <pre>
 *   entry:    0 KEY   8 HASH (int)   12 NEXT (int, index + 1, or 0)   16 VALUE (ephemerons only)
 *   buckets:  4 bytes each: an entry's index + 1, or 0
 * </pre>
 *
 * <p>Every method is guarded by the monitor. An entry is named by its index; it is one's own until the next addition or removal.
 */
public final class HashedEntries extends WeakStructure {
    /** No entry. */
    public static final long NONE = -1;

    private static final long KEY = 0;
    private static final long HASH = 8;
    private static final long NEXT = 12;
    private static final long VALUE = 16;
    private static final long PLAIN_BYTES = 16;
    private static final long VALUED_BYTES = 24;
    private static final long FEWEST_BUCKETS = 64;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final int HASH_SHIFT = 33;
    private static final long INT_MASK = 0xffff_ffffL;

    private final boolean valued;
    private final Records entries;
    private final Records buckets = new Records(Integer.BYTES);
    private long count;
    private long bucketCount = FEWEST_BUCKETS;

    /**
     * No entries yet.
     *
     * @param valued whether entries are ephemerons, which have a value
     */
    public HashedEntries(WeakProcessing weak, boolean valued) {
        super(weak);
        this.valued = valued;
        this.entries = new Records(valued ? VALUED_BYTES : PLAIN_BYTES);
        buckets.ensure(FEWEST_BUCKETS);
        weak.add(this);
    }

    /** How many entries there are, those of dead keys that no collection has found included. */
    public long size() {
        checkOpen();
        return count;
    }

    @Override
    long length(WeakProcessing.Stage stage) {
        return count;
    }

    /** The first entry with a hash, or {@link #NONE}. */
    public long first(int hash) {
        checkOpen();
        return withHash(link(bucket(hash)), hash);
    }

    /** The entry with the same hash behind one, or {@link #NONE}. */
    public long next(long entry) {
        long record = entries.address(entry);
        return withHash(record + NEXT, Memory.getInt(record + HASH));
    }

    private long withHash(long link, int hash) {
        int next = Memory.getInt(link);
        while (next != 0) {
            long record = entries.address(next - 1L);
            if (Memory.getInt(record + HASH) == hash) {
                return next - 1L;
            }
            next = Memory.getInt(record + NEXT);
        }
        return NONE;
    }

    /** An entry's key for a mutator, alive from here on, or 0 if it is dead. */
    public long key(Reviver mutator, long entry) {
        long record = entries.address(entry);
        long key = Memory.getLong(record + KEY);
        if (weak.isFromSpace(key)) {
            key = weak.resolve(mutator, key);
            if (key != 0) {
                Memory.putLong(record + KEY, key);
            }
        }
        return key;
    }

    /** An entry's value for a mutator that holds its key. */
    public long value(Reviver mutator, long entry) {
        long record = entries.address(entry);
        long value = Memory.getLong(record + VALUE);
        if (weak.isFromSpace(value)) {
            value = weak.live(mutator, value);
            Memory.putLong(record + VALUE, value);
        }
        return value;
    }

    /** Whether an entry's key is an object that a mutator holds. Copies nothing: what is not copied is not what it holds. */
    public boolean isKey(long entry, long held) {
        long key = Memory.getLong(entries.address(entry) + KEY);
        return (weak.isFromSpace(key) ? weak.reachable(key) : key) == held;
    }

    /** Changes an entry's value. */
    public void setValue(long entry, long value) {
        Memory.putLong(entries.address(entry) + VALUE, value);
    }

    /** Adds an entry. */
    public void add(int hash, long key, long value) {
        checkOpen();
        entries.ensure(count + 1);
        buckets.ensure(bucketCount + 1);
        long record = entries.address(count);
        Memory.putLong(record + KEY, key);
        Memory.putInt(record + HASH, hash);
        if (valued) {
            Memory.putLong(record + VALUE, value);
        }
        count++;
        push(link(bucket(hash)), record, count);
        if (count > bucketCount) {
            split();
        }
    }

    private static void push(long head, long record, long name) {
        Memory.putInt(record + NEXT, Memory.getInt(head));
        Memory.putInt(head, (int) name);
    }

    /** Removes an entry; another may have its index from here on. */
    public void remove(long entry) {
        long record = entries.address(entry);
        Memory.putInt(linkTo(entry), Memory.getInt(record + NEXT));
        count--;
        if (entry != count) {
            long last = entries.address(count);
            Memory.putInt(linkTo(count), (int) (entry + 1));
            Memory.copy(last, record, valued ? VALUED_BYTES : PLAIN_BYTES);
        }
        for (int i = 0; i < 2 && bucketCount > FEWEST_BUCKETS && count < bucketCount / 2; i++) {
            merge();
        }
        entries.trim(count);
        buckets.trim(bucketCount);
    }

    /** Where the name of an entry is written, in a bucket or in another entry. */
    private long linkTo(long entry) {
        long link = link(bucket(Memory.getInt(entries.address(entry) + HASH)));
        while (Memory.getInt(link) != entry + 1) {
            link = entries.address(Memory.getInt(link) - 1L) + NEXT;
        }
        return link;
    }

    private long link(long bucket) {
        return buckets.address(bucket);
    }

    /** The bucket of a hash: as many of its mixed bits as name one that is there. */
    private long bucket(int hash) {
        long mixed = (hash & INT_MASK) * MULTIPLIER >>> HASH_SHIFT;
        long half = Long.highestOneBit(bucketCount);
        long bucket = mixed & (2 * half - 1);
        return bucket < bucketCount ? bucket : bucket - half;
    }

    /** Adds a bucket: it takes its entries from the one that has had them. */
    private void split() {
        long added = bucketCount;
        long source = link(added - Long.highestOneBit(added));
        bucketCount++;
        Memory.putInt(link(added), 0);
        int next = Memory.getInt(source);
        Memory.putInt(source, 0);
        relink(next);
    }

    /** Removes the last bucket: its entries go where they would be without it. */
    private void merge() {
        bucketCount--;
        int next = Memory.getInt(link(bucketCount));
        Memory.putInt(link(bucketCount), 0);
        relink(next);
    }

    private void relink(int chain) {
        int name = chain;
        while (name != 0) {
            long record = entries.address(name - 1L);
            int next = Memory.getInt(record + NEXT);
            push(link(bucket(Memory.getInt(record + HASH))), record, name);
            name = next;
        }
    }

    @Override
    boolean concerns(WeakProcessing.Stage stage) {
        return stage == WeakProcessing.Stage.SWEEPING || valued && stage == WeakProcessing.Stage.REACHING;
    }

    @Override
    void visit(WeakProcessing.Stage stage, long agent, long index) {
        long record = entries.address(index);
        if (stage == WeakProcessing.Stage.SWEEPING) {
            sweep(index, record);
        } else {
            reach(agent, record);
        }
    }

    private void sweep(long index, long record) {
        long key = Memory.getLong(record + KEY);
        if (weak.isFromSpace(key)) {
            key = weak.reachable(key);
            if (key == 0) {
                remove(index);
                weak.countCleared();
                return;
            }
            Memory.putLong(record + KEY, key);
        }
        if (valued && weak.isFromSpace(Memory.getLong(record + VALUE))) {
            Memory.putLong(record + VALUE, weak.reachable(Memory.getLong(record + VALUE)));
        }
    }

    /** Forwards an ephemeron's value if its key is copied, or else waits until it is. */
    private void reach(long agent, long record) {
        long value = Memory.getLong(record + VALUE);
        if (weak.isFromSpace(value)) {
            long key = Memory.getLong(record + KEY);
            if (!weak.isFromSpace(key) || !weak.watch().add(this, key, Memory.getInt(record + HASH))) {
                Memory.putLong(record + VALUE, weak.forward(agent, value));
            }
        }
    }

    @Override
    long watched() {
        return valued && !isClosed() ? count : 0;
    }

    /** Entries move and may be gone, but whoever has the key has the hash. Copies behind the boundary keep no value alive. */
    @Override
    void wake(long agent, long from, long token) {
        if (isClosed()) {
            return;
        }
        long copy = weak.reachable(from);
        for (long entry = copy == 0 ? NONE : first((int) token); entry != NONE; entry = next(entry)) {
            long record = entries.address(entry);
            long value = Memory.getLong(record + VALUE);
            if (weak.isFromSpace(value) && weak.isAt(Memory.getLong(record + KEY), from, copy)) {
                Memory.putLong(record + VALUE, weak.forward(agent, value));
            }
        }
    }

    @Override
    void check(WeakProcessing.WordCheck words) {
        for (long i = 0; i < count; i++) {
            long record = entries.address(i);
            words.word("weak key", i, Memory.getLong(record + KEY), false);
            if (valued) {
                words.ephemeron("value of weak key", i, 0, Memory.getLong(record + KEY), Memory.getLong(record + VALUE));
            }
        }
    }

    @Override
    void free() {
        entries.close();
        buckets.close();
        count = 0;
    }
}
