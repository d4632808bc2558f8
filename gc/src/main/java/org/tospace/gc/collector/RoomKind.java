package org.tospace.gc.collector;

/** What room is handed out for. */
enum RoomKind {
    /** Objects that are copied, or a large one that is. */
    COPIED,
    /** A large object without slots, which stays where it is. */
    STAYS,
    /** A large object with slots, which stays where it is and is scanned there. */
    STAYS_WITH_SLOTS;

    boolean stays() {
        return this != COPIED;
    }
}
