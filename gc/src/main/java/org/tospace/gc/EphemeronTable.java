package org.tospace.gc;

import org.tospace.gc.weak.HashedEntries;

/**
 * A map from objects, by identity, that does not keep its keys alive, and its values only as long as their keys: a value that names its own key
 * keeps neither (ephemerons, Hayes 1997). For properties that objects do not have room for.
 *
 * <p>Objects move, so an address is no hash. Every method is given a hash that the embedder keeps for the key: a number in its raw bytes,
 * its symbol's, or any other that stays. Keys are compared by identity. Values are values by the heap's encoding, immediate ones included; 0
 * stands for none.
 *
 * <p>Entries whose keys a collection finds dead leave by themselves, and the table's memory follows the number of its entries. An object that only a
 * finalization queue brings back is no key any more.
 *
 * <p>The table belongs to Java code: values live while their keys do even if no object of the heap knows the table any more, until it is closed.
 * Weak maps that are objects of the heap are made of {@link WeakCells}.
 *
 * <p>Any mutator of the heap; several may share a table, whose lock each method takes. No method is a safepoint, makes a Java object, or takes a time
 * that depends on the table's size.
 *
 * <p>Example:
 * {@snippet :
 * EphemeronTable names = heap.newEphemeronTable();
 * names.put(mutator, mutator.identityHash(key), key, value);
 * long name = names.get(mutator, mutator.identityHash(key), key);
 * }
 */
public final class EphemeronTable implements AutoCloseable {
    private static final String WITHIN = "an EphemeronTable's method";

    private final Heap heap;
    private final ReferenceEncoding encoding;
    private final HashedEntries entries;

    EphemeronTable(Heap heap, HashedEntries entries) {
        this.heap = heap;
        this.encoding = heap.options().encoding();
        this.entries = entries;
    }

    private long checkedKey(long key) {
        long value = encoding.value(key);
        if (!encoding.isReference(value)) {
            throw new IllegalArgumentException("key must be a reference: 0x" + Long.toHexString(key));
        }
        if (heap.checks() != null) {
            heap.checks().checkValue(value);
        }
        return value;
    }

    private long find(int hash, long key) {
        long entry = entries.first(hash);
        while (entry != HashedEntries.NONE && !entries.isKey(entry, key)) {
            entry = entries.next(entry);
        }
        return entry;
    }

    /**
     * The value of a key, or 0.
     *
     * @param hash the key's hash
     * @param key the key's reference
     */
    public long get(Mutator mutator, int hash, long key) {
        mutator.enter(heap, WITHIN);
        try {
            long wanted = checkedKey(key);
            synchronized (entries) {
                long entry = find(hash, wanted);
                return entry == HashedEntries.NONE ? 0 : entries.value(mutator.reviver(), entry);
            }
        } finally {
            mutator.leave();
        }
    }

    /**
     * Gives a key a value, in place of any it had.
     *
     * @param hash the key's hash
     * @param key the key's reference
     * @param value the value; 0 removes the entry
     */
    public void put(Mutator mutator, int hash, long key, long value) {
        mutator.enter(heap, WITHIN);
        try {
            long wanted = checkedKey(key);
            if (heap.checks() != null) {
                heap.checks().checkValue(value);
            }
            synchronized (entries) {
                long entry = find(hash, wanted);
                if (entry == HashedEntries.NONE) {
                    if (value != 0) {
                        entries.add(hash, wanted, value);
                    }
                } else if (value == 0) {
                    entries.remove(entry);
                } else {
                    entries.setValue(entry, value);
                }
            }
        } finally {
            mutator.leave();
        }
    }

    /** How many entries there are, those included whose keys have died but that no collection has found dead yet. */
    public long size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /**
     * The key at an index, for iterating from the last to the first; see {@link WeakTable#at}.
     *
     * @return its reference, or 0 when there is none or it has died
     */
    public long keyAt(Mutator mutator, long index) {
        mutator.enter(heap, WITHIN);
        try {
            synchronized (entries) {
                if (index < 0 || index >= entries.size()) {
                    return 0;
                }
                return encoding.address(entries.key(mutator.reviver(), index));
            }
        } finally {
            mutator.leave();
        }
    }

    /** Gives the table's memory back. */
    @Override
    public void close() {
        entries.close();
    }
}
