package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Which agent record belongs to which native thread: a hash table with open addressing, read in signal handlers without a lock.
 *
 * <pre>
 *   entry:  0 THREAD (0 never used, 1 given up)   8 AGENT
 * </pre>
 *
 * <p>{@link #add} and {@link #remove} are called by one thread at a time. An entry's AGENT is written before its THREAD (release); only the thread
 * that it names looks for it, and not before it has been added, so it is found.
 */
@SignalSafe
public final class AgentDirectory {
    /** Bytes of an entry. */
    public static final long ENTRY_BYTES = 16;

    private static final int ENTRY_SHIFT = 4;
    private static final long THREAD = 0;
    private static final long AGENT = 8;
    private static final long NEVER_USED = 0;
    private static final long GIVEN_UP = 1;
    /** 2^64 divided by the golden ratio (Knuth, volume 3, section 6.4). */
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final int HASH_SHIFT = 32;

    private AgentDirectory() {
    }

    private static long first(long thread) {
        return thread * MULTIPLIER >>> HASH_SHIFT;
    }

    /** The agent record of a thread, or 0; any thread, in any state. */
    public static long find(long heap, long thread) {
        long table = Memory.getLong(heap + ControlBlock.DIRECTORY);
        long mask = Memory.getLong(heap + ControlBlock.DIRECTORY_MASK);
        long index = first(thread) & mask;
        for (long i = 0; i <= mask; i++) {
            long entry = table + (index << ENTRY_SHIFT);
            // Acquire: pairs with the release in add.
            long key = Memory.getLongAcquire(entry + THREAD);
            if (key == thread) {
                return Memory.getLong(entry + AGENT);
            }
            if (key == NEVER_USED) {
                return 0;
            }
            index = (index + 1) & mask;
        }
        return 0;
    }

    /** Names a thread's agent; the table has more entries than there can be agents. A thread has one entry: an ended one's is taken over. */
    public static void add(long heap, long thread, long agent) {
        long table = Memory.getLong(heap + ControlBlock.DIRECTORY);
        long mask = Memory.getLong(heap + ControlBlock.DIRECTORY_MASK);
        long index = first(thread) & mask;
        long free = 0;
        for (long i = 0; i <= mask; i++) {
            long entry = table + (index << ENTRY_SHIFT);
            long key = Memory.getLong(entry + THREAD);
            if (key == thread) {
                Memory.putLong(entry + AGENT, agent);
                return;
            }
            if (free == 0 && (key == NEVER_USED || key == GIVEN_UP)) {
                free = entry;
            }
            if (key == NEVER_USED) {
                break;
            }
            index = (index + 1) & mask;
        }
        Memory.putLong(free + AGENT, agent);
        Memory.putLongRelease(free + THREAD, thread);
    }

    /** Forgets a thread, unless its entry has been taken over by another with the same pointer. */
    public static void remove(long heap, long thread, long agent) {
        long table = Memory.getLong(heap + ControlBlock.DIRECTORY);
        long mask = Memory.getLong(heap + ControlBlock.DIRECTORY_MASK);
        for (long i = 0; i <= mask; i++) {
            long entry = table + (i << ENTRY_SHIFT);
            if (Memory.getLong(entry + THREAD) == thread && Memory.getLong(entry + AGENT) == agent) {
                Memory.putLongRelease(entry + THREAD, GIVEN_UP);
                return;
            }
        }
    }
}
