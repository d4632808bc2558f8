package org.tospace.gc.hprof;

import java.util.List;

/**
 * A class of the dump.
 *
 * @param id its identifier
 * @param name its name; an array's as in class files: {@code [B}
 * @param superId its superclass, 0 for none
 * @param instanceBytes what an instance takes
 * @param fields in the order in which an instance has them
 */
record DumpClass(long id, String name, long superId, int instanceBytes, List<Field> fields) {
    /** A field. */
    record Field(String name, int type) {
    }

    /** Bytes of the values of all fields. */
    int valueBytes() {
        // References and longs: there are no others.
        return fields.size() * Long.BYTES;
    }
}
