package org.tospace.gc;

import org.tospace.gc.weak.HashedEntries;
import org.tospace.gc.weak.Reviver;

/**
 * A map from objects, by identity, that does not keep its keys alive, and its values only as long as their keys: a value that names its own key
 * keeps neither (ephemerons, Hayes 1997). For properties that objects do not have room for.
 *
 * <p>Objects move, so an address is no hash. A key's {@linkplain Mutator#identityHash identity hash} takes its place; or the embedder gives a hash that it
 * keeps for the key, a number in its raw bytes, its symbol's, or any other that stays, and saves the 8 bytes that an object takes more once its identity
 * hash was asked for. A key is found by the hash that it was put under, so a table's keys are all put and asked for in one of the two ways. Keys are compared
 * by identity. Values are values by the heap's encoding, immediate ones included; 0 stands for none.
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
 * names.put(mutator, key, value);
 * long name = names.get(mutator, key);
 * }
 */
public final class EphemeronTable implements AutoCloseable {
    private static final String WITHIN = "an EphemeronTable's method";

    private final Heap heap;
    private final HashedEntries entries;
    private final TableKeys keys;

    EphemeronTable(Heap heap, HashedEntries entries) {
        this.heap = heap;
        this.entries = entries;
        this.keys = new TableKeys(heap, entries);
    }

    /**
     * The value of a key that was put under its identity hash, or 0. A key that has no identity hash yet has one from here on.
     *
     * @param key the key's reference
     * @throws IllegalArgumentException if it is no reference
     */
    public long get(Mutator mutator, long key) {
        mutator.enter(heap, WITHIN);
        try {
            long wanted = keys.checked("key", key);
            return get(mutator.reviver(), mutator.identityHash(key), wanted);
        } finally {
            mutator.leave();
        }
    }

    /**
     * The value of a key that was put under a hash of the embedder's, or 0.
     *
     * @param hash the key's hash
     * @param key the key's reference
     * @throws IllegalArgumentException if it is no reference
     */
    public long get(Mutator mutator, int hash, long key) {
        mutator.enter(heap, WITHIN);
        try {
            return get(mutator.reviver(), hash, keys.checked("key", key));
        } finally {
            mutator.leave();
        }
    }

    private long get(Reviver reviver, int hash, long key) {
        synchronized (entries) {
            long entry = keys.find(hash, key);
            return entry == HashedEntries.NONE ? 0 : entries.value(reviver, entry);
        }
    }

    /**
     * Gives a key a value, in place of any it had, under its identity hash.
     *
     * @param key the key's reference
     * @param value the value; 0 removes the entry
     * @throws IllegalArgumentException if the key is no reference
     */
    public void put(Mutator mutator, long key, long value) {
        mutator.enter(heap, WITHIN);
        try {
            long wanted = keys.checked("key", key);
            keys.checkValue(value);
            put(mutator.identityHash(key), wanted, value);
        } finally {
            mutator.leave();
        }
    }

    /**
     * Gives a key a value, in place of any it had, under a hash of the embedder's.
     *
     * @param hash the key's hash
     * @param key the key's reference
     * @param value the value; 0 removes the entry
     * @throws IllegalArgumentException if the key is no reference
     */
    public void put(Mutator mutator, int hash, long key, long value) {
        mutator.enter(heap, WITHIN);
        try {
            long wanted = keys.checked("key", key);
            keys.checkValue(value);
            put(hash, wanted, value);
        } finally {
            mutator.leave();
        }
    }

    private void put(int hash, long key, long value) {
        synchronized (entries) {
            long entry = keys.find(hash, key);
            if (entry == HashedEntries.NONE) {
                if (value != 0) {
                    entries.add(hash, key, value);
                }
            } else if (value == 0) {
                entries.remove(entry);
            } else {
                entries.setValue(entry, value);
            }
        }
    }

    /** How many entries there are, those included whose keys have died but that no collection has found dead yet. */
    public long size() {
        return keys.size();
    }

    /**
     * The key at an index, for iterating from the last to the first; see {@link WeakTable#at}.
     *
     * @return its reference, or 0 when there is none or it has died
     */
    public long keyAt(Mutator mutator, long index) {
        return keys.at(mutator, WITHIN, index);
    }

    /** Gives the table's memory back. */
    @Override
    public void close() {
        entries.close();
    }
}
