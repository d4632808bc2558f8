package org.tospace.gc.weak;

/** A mutator that gets objects from weak words. Its own thread only. */
public interface Reviver {
    /** Its agent record. */
    long agentRecord();

    /** Room in its allocation buffer, or 0 if that has none. */
    long takeRoom(long bytes);

    /** Gives the last room back, unused. */
    void giveRoomBack(long bytes);
}
