package org.tospace.gc;

import org.tospace.gc.weak.HashedEntries;

/**
 * A set of objects that does not keep them alive, found by content: what a language interns its strings in.
 *
 * <p>The embedder computes hashes and compares contents; the table knows neither. A hash belongs to an object for as long as it is in the table. Objects that a
 * collection finds dead leave the table by themselves, and its memory follows the number of its entries. No method makes a Java object.
 *
 * <p>Any mutator of the heap; several may share a table, whose lock each method takes. A {@link Matcher} is called under that lock and must
 * not pass a safepoint ({@code allocate}, {@code poll}) or use another table: others may be waiting, and a collection for them. (Where it
 * would hold up anyone, it is an {@link IllegalStateException}.) No method is a safepoint.
 *
 * <p>Every operation takes a time that does not depend on the table's size, if hashes are any good: it grows and shrinks by a bucket at a
 * time.
 *
 * <p>Example, interning:
 * {@snippet :
 * long intern(WeakTable strings, String text) {
 *     WeakTable.Matcher sameText = (reader, ref) -> reader.bytes().equal(ref, text);
 *     long ref = strings.find(mutator, text.hashCode(), sameText);
 *     if (ref == 0) {
 *         long made = mutator.bytes().allocateUtf8(TEXT.tag(), text);         // a safepoint: another mutator may be quicker
 *         ref = strings.addIfAbsent(mutator, text.hashCode(), made, sameText);
 *     }
 *     return ref;
 * }
 * }
 */
public final class WeakTable implements AutoCloseable {
    private static final String WITHIN = "a WeakTable's method";

    private final Heap heap;
    private final HashedEntries entries;
    private final TableKeys keys;
    /** Whether a matcher is being called; guarded by the table's lock. */
    private boolean matching;

    WeakTable(Heap heap, HashedEntries entries) {
        this.heap = heap;
        this.entries = entries;
        this.keys = new TableKeys(heap, entries);
    }

    /** Says whether an object is the one that is looked for. */
    @FunctionalInterface
    public interface Matcher {
        /**
         * Whether it is. Called for objects whose hash is the one asked for, under the table's lock: no safepoint.
         *
         * @param ref the object's reference
         */
        boolean matches(Mutator mutator, long ref);
    }

    /**
     * The object with a hash that matches, or 0.
     *
     * @param hash its hash
     * @return its reference, alive from here on as any other
     */
    public long find(Mutator mutator, int hash, Matcher matcher) {
        mutator.enter(heap, WITHIN);
        try {
            synchronized (entries) {
                return findLocked(mutator, hash, matcher);
            }
        } finally {
            mutator.leave();
        }
    }

    private long findLocked(Mutator mutator, int hash, Matcher matcher) {
        for (long entry = entries.first(hash); entry != HashedEntries.NONE; entry = entries.next(entry)) {
            long value = entries.key(mutator.reviver(), entry);
            if (value != 0 && matches(mutator, keys.reference(value), matcher)) {
                return keys.reference(value);
            }
        }
        return 0;
    }

    private boolean matches(Mutator mutator, long ref, Matcher matcher) {
        matching = true;
        try {
            return matcher.matches(mutator, ref);
        } finally {
            matching = false;
        }
    }

    /**
     * The object with a hash that matches, or, if there is none, the given one, which is in the table from here on.
     *
     * @param hash its hash
     * @param ref the object to be added
     * @return the one that is in the table
     */
    public long addIfAbsent(Mutator mutator, int hash, long ref, Matcher matcher) {
        mutator.enter(heap, WITHIN);
        try {
            long value = keys.checked("ref", ref);
            synchronized (entries) {
                long found = findLocked(mutator, hash, matcher);
                if (found == 0) {
                    entries.add(hash, value, 0);
                }
                return found == 0 ? ref : found;
            }
        } finally {
            mutator.leave();
        }
    }

    /**
     * Removes an object.
     *
     * @param hash its hash
     * @param ref the object
     * @return whether it was there
     */
    public boolean remove(Mutator mutator, int hash, long ref) {
        mutator.enter(heap, WITHIN);
        try {
            long value = keys.checked("ref", ref);
            synchronized (entries) {
                long entry = keys.find(hash, value);
                if (entry != HashedEntries.NONE) {
                    entries.remove(entry);
                }
                return entry != HashedEntries.NONE;
            }
        } finally {
            mutator.leave();
        }
    }

    /** How many objects there are, those included that have died but that no collection has found dead yet. */
    public long size() {
        return keys.size();
    }

    /**
     * The object at an index, for iterating from the last, at {@code size() - 1}, to the first, at 0, and no other way.
     * An object that is in the table all the while is met. One that is removed is replaced at its index by the last, which is then met
     * twice; those added are not met. There may be safepoints between calls.
     *
     * @return its reference, or 0 when there is none or it has died
     */
    public long at(Mutator mutator, long index) {
        return keys.at(mutator, WITHIN, index);
    }

    /**
     * Gives the table's memory back.
     *
     * @throws IllegalStateException when called by a {@link Matcher} of this table, which stays open
     */
    @Override
    public void close() {
        synchronized (entries) {
            if (matching) {
                throw new IllegalStateException("a matcher cannot close the table that it is called by");
            }
        }
        entries.close();
    }
}
