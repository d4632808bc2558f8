package org.tospace.workloads.plain;

import java.util.SplittableRandom;
import org.tospace.workloads.measure.Steps;
import org.tospace.workloads.workload.CheckFailedException;
import org.tospace.workloads.workload.Checksum;
import org.tospace.workloads.workload.LruModel;
import org.tospace.workloads.workload.LruOutcome;
import org.tospace.workloads.workload.LruPlan;
import org.tospace.workloads.workload.Progress;

/**
 * One thread's cache. Not a {@link java.util.LinkedHashMap}, which would have a boxed key for each entry, one object more than the workload has: a table
 * of lists of entries, which are all in one doubly linked list as well.
 */
final class PlainLruTable {
    private static final int NOTHING = -1;
    private static final int OPERATIONS_A_REPORT = 1 << 12;

    private final LruPlan plan;
    private final Steps steps;
    private final Checksum checksum = new Checksum();
    private final Entry[] table;
    Entry newest;
    private Entry oldest;
    private int entries;
    private int hits;
    private int misses;
    private int evictions;

    static final class Entry {
        private final int key;
        private int storedBy;
        private Entry nextInBucket;
        private Entry newer;
        private Entry older;
        long[] payload;

        Entry(int key, Entry nextInBucket) {
            this.key = key;
            this.nextInBucket = nextInBucket;
        }
    }

    PlainLruTable(LruPlan plan, Steps steps) {
        this.plan = plan;
        this.steps = steps;
        table = new Entry[plan.buckets()];
    }

    /** Does all that the plan asks for; once. */
    LruOutcome run(Progress progress) {
        SplittableRandom choices = plan.choices();
        int operations = plan.operations();
        for (int i = 0; i < operations; i++) {
            operate(plan.key(choices), plan.stores(choices), i);
            steps.tick();
            if (i % OPERATIONS_A_REPORT == 0) {
                progress.report(i, operations);
            }
        }
        return new LruOutcome(hits, misses, evictions, checksum.value());
    }

    private void operate(int key, boolean stores, int operation) {
        Entry entry = find(key);
        boolean hit = entry != null;
        if (hit) {
            hits++;
            checksum.add(checkEnds(entry));
            unlink(entry);
        } else {
            misses++;
            checksum.add(NOTHING);
            if (entries == plan.entries()) {
                evictOldest();
            }
            entry = insert(key);
        }
        linkAsNewest(entry);
        if (stores || !hit) {
            storePayload(entry, operation);
        }
    }

    private Entry find(int key) {
        Entry entry = table[plan.bucket(key)];
        while (entry != null && entry.key != key) {
            entry = entry.nextInBucket;
        }
        return entry;
    }

    private Entry insert(int key) {
        int bucket = plan.bucket(key);
        Entry entry = new Entry(key, table[bucket]);
        table[bucket] = entry;
        entries++;
        return entry;
    }

    private void evictOldest() {
        Entry entry = oldest;
        unlink(entry);
        removeFromBucket(entry);
        entries--;
        evictions++;
    }

    private void removeFromBucket(Entry entry) {
        int bucket = plan.bucket(entry.key);
        Entry before = table[bucket];
        if (before == entry) {
            table[bucket] = entry.nextInBucket;
            return;
        }
        while (before.nextInBucket != entry) {
            before = before.nextInBucket;
        }
        before.nextInBucket = entry.nextInBucket;
    }

    private void unlink(Entry entry) {
        if (entry.newer == null) {
            newest = entry.older;
        } else {
            entry.newer.older = entry.older;
        }
        if (entry.older == null) {
            oldest = entry.newer;
        } else {
            entry.older.newer = entry.newer;
        }
    }

    private void linkAsNewest(Entry entry) {
        entry.newer = null;
        entry.older = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            newest.newer = entry;
        }
        newest = entry;
    }

    private void storePayload(Entry entry, int operation) {
        long[] payload = new long[plan.payloadWords(entry.key, operation)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = plan.payloadWord(entry.key, operation, i);
        }
        entry.payload = payload;
        entry.storedBy = operation;
    }

    /** Checks the first and the last word of an entry's payload, and returns which operation stored it. */
    private int checkEnds(Entry entry) {
        checkWord(entry, 0);
        checkWord(entry, plan.payloadWords(entry.key, entry.storedBy) - 1);
        return entry.storedBy;
    }

    private void checkWord(Entry entry, int word) {
        long expected = plan.payloadWord(entry.key, entry.storedBy, word);
        if (entry.payload[word] != expected) {
            throw new CheckFailedException("word " + word + " of the payload of key " + entry.key + " must be " + expected + " and is "
                    + entry.payload[word]);
        }
    }

    /** Compares all entries with a model that has done the same. */
    void check(LruModel model) {
        int[] keys = model.newestToOldest();
        CheckFailedException.requireEqual("the number of entries", keys.length, entries);
        Entry entry = newest;
        for (int i = 0; i < keys.length; i++) {
            check(entry, keys[i], model.storedBy(keys[i]));
            entry = entry.older;
            if (i % LruPlan.ENTRIES_A_STEP == 0) {
                steps.tick();
            }
        }
        if (entry != null) {
            throw new CheckFailedException("nothing may follow the oldest entry");
        }
    }

    private void check(Entry entry, int key, int operation) {
        if (entry == null || entry.key != key) {
            throw new CheckFailedException("an entry with key " + key + " is not where it must be in the order of use");
        }
        CheckFailedException.requireEqual("the operation that stored an entry", operation, entry.storedBy);
        if (find(key) != entry) {
            throw new CheckFailedException("the entry with key " + key + " must be in the hash table and is not");
        }
        CheckFailedException.requireEqual("the length of a payload", plan.payloadWords(key, operation), entry.payload.length);
        for (int i = 0; i < entry.payload.length; i++) {
            checkWord(entry, i);
        }
    }
}
