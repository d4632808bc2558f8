package org.tospace.workloads.workload;

import java.util.SplittableRandom;
import org.tospace.gc.Mutator;
import org.tospace.gc.ObjectLayout;
import org.tospace.gc.RootStack;
import org.tospace.workloads.measure.Steps;

/**
 * One thread's cache: a table of lists of entries, which are all in one doubly linked list as well, in the order of their last use.
 *
 * <p>Root stack: the table, the newest entry, the oldest, and the one at hand.
 */
final class LruTable {
    static final int TABLE_TAG = 1;
    static final ObjectLayout ENTRY = ObjectLayout.of(2, 4, 2 * Integer.BYTES);
    static final int PAYLOAD_TAG = 3;
    static final int NEXT_IN_BUCKET = 0;
    static final int NEWER = 1;
    static final int OLDER = 2;
    static final int PAYLOAD = 3;

    private static final long KEY = ENTRY.rawOffset();
    private static final long STORED_BY = KEY + Integer.BYTES;
    private static final int NOTHING = -1;
    private static final int OPERATIONS_A_REPORT = 1 << 12;

    private final Mutator mutator;
    private final RootStack roots;
    private final LruPlan plan;
    private final Steps steps;
    private final Checksum checksum = new Checksum();
    private final int tableIndex;
    private final int newestIndex;
    private final int oldestIndex;
    private final int chosenIndex;
    private int entries;
    private int hits;
    private int misses;
    private int evictions;

    LruTable(Mutator mutator, LruPlan plan, Steps steps) {
        this.mutator = mutator;
        this.plan = plan;
        this.steps = steps;
        roots = mutator.roots();
        tableIndex = roots.depth();
        newestIndex = tableIndex + 1;
        oldestIndex = newestIndex + 1;
        chosenIndex = oldestIndex + 1;
        roots.pushCopies(0, 4);
        roots.set(tableIndex, mutator.allocate(TABLE_TAG, plan.buckets(), 0));
    }

    /** Does all that the plan asks for; once. */
    LruOutcome run(Progress progress) {
        SplittableRandom choices = plan.choices();
        int operations = plan.operations();
        for (int i = 0; i < operations; i++) {
            operate(plan.key(choices), plan.stores(choices), i);
            mutator.poll();
            steps.tick();
            if (i % OPERATIONS_A_REPORT == 0) {
                progress.report(i, operations);
            }
        }
        return new LruOutcome(hits, misses, evictions, checksum.value());
    }

    private void operate(int key, boolean stores, int operation) {
        long entry = find(key);
        if (entry != 0) {
            hits++;
            roots.set(chosenIndex, entry);
            checksum.add(checkEnds(entry, key));
            unlink(entry);
        } else {
            misses++;
            checksum.add(NOTHING);
            if (entries == plan.entries()) {
                evictOldest();
            }
            insert(key);
        }
        linkAsNewest(roots.get(chosenIndex));
        if (stores || entry == 0) {
            storePayload(key, operation);
        }
    }

    private long find(int key) {
        long entry = mutator.getSlot(roots.get(tableIndex), plan.bucket(key));
        while (entry != 0 && mutator.getInt(entry, KEY) != key) {
            entry = mutator.getSlot(entry, NEXT_IN_BUCKET);
        }
        return entry;
    }

    private void insert(int key) {
        long entry = mutator.allocate(ENTRY);
        mutator.putInt(entry, KEY, key);
        long table = roots.get(tableIndex);
        mutator.setSlot(entry, NEXT_IN_BUCKET, mutator.getSlot(table, plan.bucket(key)));
        mutator.setSlot(table, plan.bucket(key), entry);
        roots.set(chosenIndex, entry);
        entries++;
    }

    private void evictOldest() {
        long oldest = roots.get(oldestIndex);
        unlink(oldest);
        removeFromBucket(oldest);
        entries--;
        evictions++;
    }

    private void removeFromBucket(long entry) {
        int bucket = plan.bucket(mutator.getInt(entry, KEY));
        long table = roots.get(tableIndex);
        long next = mutator.getSlot(entry, NEXT_IN_BUCKET);
        long before = mutator.getSlot(table, bucket);
        if (before == entry) {
            mutator.setSlot(table, bucket, next);
            return;
        }
        while (mutator.getSlot(before, NEXT_IN_BUCKET) != entry) {
            before = mutator.getSlot(before, NEXT_IN_BUCKET);
        }
        mutator.setSlot(before, NEXT_IN_BUCKET, next);
    }

    private void unlink(long entry) {
        long newer = mutator.getSlot(entry, NEWER);
        long older = mutator.getSlot(entry, OLDER);
        if (newer == 0) {
            roots.set(newestIndex, older);
        } else {
            mutator.setSlot(newer, OLDER, older);
        }
        if (older == 0) {
            roots.set(oldestIndex, newer);
        } else {
            mutator.setSlot(older, NEWER, newer);
        }
    }

    private void linkAsNewest(long entry) {
        long newest = roots.get(newestIndex);
        mutator.setSlot(entry, NEWER, 0);
        mutator.setSlot(entry, OLDER, newest);
        if (newest == 0) {
            roots.set(oldestIndex, entry);
        } else {
            mutator.setSlot(newest, NEWER, entry);
        }
        roots.set(newestIndex, entry);
    }

    private void storePayload(int key, int operation) {
        int words = plan.payloadWords(key, operation);
        long payload = mutator.allocate(PAYLOAD_TAG, 0, (long) words * Long.BYTES);
        for (int i = 0; i < words; i++) {
            mutator.putLong(payload, wordOffset(i), plan.payloadWord(key, operation, i));
        }
        long entry = roots.get(chosenIndex);
        mutator.setSlot(entry, PAYLOAD, payload);
        mutator.putInt(entry, STORED_BY, operation);
    }

    private static long wordOffset(int word) {
        return Long.BYTES * (1L + word);
    }

    /** Checks the first and the last word of an entry's payload, and returns which operation stored it. */
    private int checkEnds(long entry, int key) {
        int operation = mutator.getInt(entry, STORED_BY);
        long payload = mutator.getSlot(entry, PAYLOAD);
        checkWord(payload, key, operation, 0);
        checkWord(payload, key, operation, plan.payloadWords(key, operation) - 1);
        return operation;
    }

    private void checkWord(long payload, int key, int operation, int word) {
        long found = mutator.getLong(payload, wordOffset(word));
        if (found != plan.payloadWord(key, operation, word)) {
            CheckFailedException.requireEqual("word " + word + " of the payload of key " + key, plan.payloadWord(key, operation, word), found);
        }
    }

    /** Compares all entries with a model that has done the same. */
    void check(LruModel model) {
        int[] keys = model.newestToOldest();
        CheckFailedException.requireEqual("the number of entries", keys.length, entries);
        roots.set(chosenIndex, roots.get(newestIndex));
        for (int i = 0; i < keys.length; i++) {
            checkChosen(keys[i], model.storedBy(keys[i]));
            roots.set(chosenIndex, mutator.getSlot(roots.get(chosenIndex), OLDER));
            if (i % LruPlan.ENTRIES_A_STEP == 0) {
                mutator.poll();
                steps.tick();
            }
        }
        CheckFailedException.requireEqual("what follows the oldest entry", 0, roots.get(chosenIndex));
    }

    private void checkChosen(int key, int operation) {
        long entry = roots.get(chosenIndex);
        if (entry == 0 || mutator.getInt(entry, KEY) != key) {
            throw new CheckFailedException("an entry with key " + key + " is not where it must be in the order of use");
        }
        CheckFailedException.requireEqual("the operation that stored an entry", operation, mutator.getInt(entry, STORED_BY));
        if (find(key) != entry) {
            throw new CheckFailedException("the entry with key " + key + " must be in the hash table and is not");
        }
        int words = plan.payloadWords(key, operation);
        long payload = mutator.getSlot(entry, PAYLOAD);
        CheckFailedException.requireEqual("the length of a payload", (long) words * Long.BYTES, mutator.rawBytes(payload));
        for (int i = 0; i < words; i++) {
            checkWord(payload, key, operation, i);
        }
    }
}
