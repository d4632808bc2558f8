package org.tospace.gc;

import org.tospace.gc.weak.HashedEntries;

/** The weak keys of a table: checked as they come in, found by hash and identity, given out as references. Guarded by the entries' monitor where said so. */
final class TableKeys {
    private final Heap heap;
    private final ReferenceEncoding encoding;
    private final HashedEntries entries;

    TableKeys(Heap heap, HashedEntries entries) {
        this.heap = heap;
        this.encoding = heap.options().encoding();
        this.entries = entries;
    }

    /** The value of a reference that an embedder has given as the argument of that name. */
    long checked(String name, long ref) {
        long value = encoding.value(ref);
        if (!encoding.isReference(value)) {
            throw new IllegalArgumentException(name + " must be a reference: 0x" + Long.toHexString(ref));
        }
        checkValue(value);
        return value;
    }

    /** With {@code checks=on}, that a reference is one. */
    void checkValue(long value) {
        if (heap.checks() != null) {
            heap.checks().checkValue(value);
        }
    }

    /** The reference of a key, 0 for none. */
    long reference(long key) {
        return encoding.address(key);
    }

    /** The entry of a key, by its value, or {@link HashedEntries#NONE}. Under the monitor. */
    long find(int hash, long key) {
        long entry = entries.first(hash);
        while (entry != HashedEntries.NONE && !entries.isKey(entry, key)) {
            entry = entries.next(entry);
        }
        return entry;
    }

    /** How many there are, dead ones included that no collection has found dead yet. */
    long size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** The key at an index, or 0 when there is none or it has died. */
    long at(Mutator mutator, String within, long index) {
        mutator.enter(heap, within);
        try {
            synchronized (entries) {
                return index < 0 || index >= entries.size() ? 0 : encoding.address(entries.key(mutator.reviver(), index));
            }
        } finally {
            mutator.leave();
        }
    }
}
