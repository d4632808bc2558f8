package org.tospace.gc.testing;

import java.util.Random;
import org.tospace.gc.GlobalRoot;
import org.tospace.gc.Heap;
import org.tospace.gc.Mutator;
import org.tospace.gc.ReferenceEncoding;

/**
 * A table that several mutators share: they replace its entries by compare-and-set and follow each other's, so that they meet on the
 * same pages and forward the same objects. Entries are immutable and carry a checksum; behind the entries each mutator has a
 * counter that it alone writes and that others must never see go back.
 */
public final class SharedTable implements AutoCloseable {
    private static final int TABLE_TAG = 40_000;
    private static final int ENTRY_TAG = 40_001;
    private static final int COUNTER_TAG = 40_002;
    private static final long ID = 16;
    private static final long HASH = 24;
    private static final long COUNT = 8;
    private static final long OWNER = 16;

    private final ReferenceEncoding encoding;
    private final GlobalRoot root;
    private final int entries;
    private final int mutators;

    /** Makes the table; {@code mutator} is the calling thread's. */
    public SharedTable(Mutator mutator, int entries, int mutators) {
        Heap heap = mutator.heap();
        this.encoding = heap.options().encoding();
        this.entries = entries;
        this.mutators = mutators;
        this.root = heap.newGlobalRoot(encoding.value(mutator.allocate(TABLE_TAG, entries + mutators, 0)));
    }

    /** One mutator's use of the table. */
    public final class User {
        private final Mutator mutator;
        private final int self;
        private final Random random;
        private final long[] seen = new long[mutators];
        private long count;

        /** A user, number {@code self} from 0. */
        public User(Mutator mutator, int self, long seed) {
            this.mutator = mutator;
            this.self = self;
            this.random = new Random(seed);
        }

        /** Does one thing to the table. */
        public void step() {
            int choice = random.nextInt(8);
            if (choice == 0) {
                replaceEntry();
            } else if (choice == 1) {
                replaceCounter();
            } else if (choice < 5) {
                readEntry(random.nextInt(entries));
            } else if (choice == 5) {
                count();
            } else {
                readCounter(random.nextInt(mutators));
            }
        }

        private long table() {
            long table = encoding.address(root.get());
            require(mutator.tag(table) == TABLE_TAG && mutator.slotCount(table) == entries + mutators, "the shared table's header is wrong");
            return table;
        }

        private void replaceEntry() {
            int bytes = 16 + random.nextInt(10) * 8;
            mutator.roots().push(encoding.value(makeEntry(false, bytes)));
            long entry = makeEntry(true, bytes);
            mutator.roots().pop();
            long table = table();
            int index = random.nextInt(entries);
            mutator.compareAndSetSlot(table, index, mutator.getSlot(table, index), encoding.value(entry));
        }

        /** @param linked whether it names the topmost root */
        private long makeEntry(boolean linked, int rawBytes) {
            long entry = mutator.allocate(ENTRY_TAG, 1, rawBytes);
            long id = random.nextLong();
            mutator.putLong(entry, ID, id);
            mutator.putLong(entry, HASH, hash(id));
            for (long offset = 32; offset < 16 + rawBytes; offset += 8) {
                mutator.putLong(entry, offset, id + offset);
            }
            mutator.setSlot(entry, 0, linked ? mutator.roots().peek() : 0);
            return entry;
        }

        private void readEntry(int index) {
            long value = mutator.getSlot(table(), index);
            for (int depth = 0; value != 0; depth++) {
                require(depth < 2, "an entry names an entry that names another");
                long entry = encoding.address(value);
                require(mutator.tag(entry) == ENTRY_TAG, "an entry of the shared table has tag " + mutator.tag(entry));
                long id = mutator.getLong(entry, ID);
                require(mutator.getLong(entry, HASH) == hash(id), "an entry of the shared table has a wrong checksum");
                long end = 16 + mutator.rawBytes(entry);
                for (long offset = 32; offset < end; offset += 8) {
                    require(mutator.getLong(entry, offset) == id + offset, "an entry of the shared table is not whole at " + offset);
                }
                value = mutator.getSlot(entry, 0);
            }
        }

        private void replaceCounter() {
            long counter = mutator.allocate(COUNTER_TAG, 0, 16);
            mutator.putLong(counter, COUNT, count);
            mutator.putLong(counter, OWNER, self);
            long table = table();
            int slot = entries + self;
            require(mutator.compareAndSetSlot(table, slot, mutator.getSlot(table, slot), encoding.value(counter)), "a counter was replaced by another");
        }

        private void count() {
            long value = mutator.getSlot(table(), entries + self);
            if (value != 0) {
                long counter = encoding.address(value);
                require(mutator.getLong(counter, COUNT) == count, "a store to a counter was lost: " + mutator.getLong(counter, COUNT)
                        + " instead of " + count);
                count++;
                mutator.putLong(counter, COUNT, count);
            }
        }

        private void readCounter(int owner) {
            long value = mutator.getSlot(table(), entries + owner);
            if (value != 0) {
                long counter = encoding.address(value);
                require(mutator.tag(counter) == COUNTER_TAG && mutator.getLong(counter, OWNER) == owner, "a counter is another's");
                long now = mutator.getLong(counter, COUNT);
                require(now >= seen[owner], "a counter went back from " + seen[owner] + " to " + now);
                seen[owner] = now;
            }
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError("mutator " + self + ": " + otherwise);
            }
        }
    }

    private static long hash(long id) {
        return id * 0x9E37_79B9_7F4A_7C15L ^ id >>> 29;
    }

    @Override
    public void close() {
        root.close();
    }
}
