package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.OutOfLine;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Forwarding: every from-space object is copied at most once, by whoever first makes its header BUSY. Those of {@link LargeObjects} are marked instead.
 *
 * <p>The copier reserves room, copies the body, publishes the copy's header (release: who sees it sees the body) and then the
 * forwarding address in the from-space header (release: pairs with the acquire here; who sees it sees the copy). Whoever finds BUSY
 * spins: the copier waits for nothing.
 *
 * <p><b>Invariant (copied-once):</b> the compare-and-set from NORMAL to BUSY has one winner, and only it reserves room for the object.
 * After Baker 1978 and Appel, Ellis and Li 1988.
 */
@SignalSafe
public final class Forwarding {
    /** Up to this size a loop of words beats a block copy. */
    private static final long WORD_COPY_LIMIT = 128;

    private Forwarding() {
    }

    /** Whether a value is a reference into from-space. */
    public static boolean isFromSpace(long heap, long value) {
        if ((value & Memory.getLong(heap + ControlBlock.REFERENCE_MASK)) != Memory.getLong(heap + ControlBlock.REFERENCE_PATTERN)) {
            return false;
        }
        long address = value & Memory.getLong(heap + ControlBlock.ADDRESS_MASK);
        long offset = address - Memory.getLong(heap + ControlBlock.FROM_BASE);
        return Long.compareUnsigned(offset, Memory.getLong(heap + ControlBlock.FROM_BYTES)) < 0;
    }

    /** The address in a reference. */
    public static long address(long heap, long value) {
        return value & Memory.getLong(heap + ControlBlock.ADDRESS_MASK);
    }

    /** The header word, in whatever state, of the object that a value for which {@link #isFromSpace} holds names. */
    public static long header(long heap, long value) {
        return Memory.getLongAcquire(address(heap, value) + Memory.getLong(heap + ControlBlock.DELTA));
    }

    /** The to-space value of a value for which {@link #isFromSpace} holds, or 0 if its object is not copied yet; copies nothing. */
    public static long copyOf(long heap, long value) {
        long addressMask = Memory.getLong(heap + ControlBlock.ADDRESS_MASK);
        if (LargeObjects.isLarge(heap, value & addressMask)) {
            long address = LargeObjects.forwarded(heap, value & addressMask);
            return address == 0 ? 0 : address | (value & ~addressMask);
        }
        // Acquire: pairs with the copier's release; who sees the address sees the copy.
        long word = Memory.getLongAcquire((value & addressMask) + Memory.getLong(heap + ControlBlock.DELTA));
        if ((word & ObjectHeader.STATE_MASK) != ObjectHeader.FORWARDED) {
            return 0;
        }
        return (word & ~ObjectHeader.STATE_MASK) | (value & ~addressMask);
    }

    /**
     * Has whoever copies a from-space object tell {@link WakeList}.
     *
     * @param value a value for which {@link #isFromSpace} holds
     * @return false when the object is copied, or being copied, already
     */
    public static boolean watch(long heap, long value) {
        if (LargeObjects.isLarge(heap, address(heap, value))) {
            return LargeObjects.watch(heap, address(heap, value));
        }
        long header = address(heap, value) + Memory.getLong(heap + ControlBlock.DELTA);
        long word = Memory.getLongAcquire(header);
        while ((word & ObjectHeader.STATE_MASK) == ObjectHeader.NORMAL) {
            // Compare-and-set: either the copier's fails, and it sees the bit when it tries again, or this one does.
            if ((word & ObjectHeader.WATCHED_BIT) != 0 || Memory.compareAndSetLong(header, word, word | ObjectHeader.WATCHED_BIT)) {
                return true;
            }
            word = Memory.getLongAcquire(header);
        }
        return false;
    }

    /** The to-space value of a value for which {@link #isFromSpace} holds, copying its object if nobody has. */
    public static long forwardValue(long heap, long agent, long value) {
        long addressMask = Memory.getLong(heap + ControlBlock.ADDRESS_MASK);
        return forward(heap, agent, value & addressMask) | (value & ~addressMask);
    }

    /**
     * The to-space address of a from-space object, copying it if nobody has.
     *
     * @return that address; {@code address} itself when the heap has failed, see {@link Failure}
     */
    static long forward(long heap, long agent, long address) {
        long word = Memory.getLongAcquire(address + Memory.getLong(heap + ControlBlock.DELTA));
        // First, as most references are to what is copied already. The header of an object that stays never says so.
        if ((word & ObjectHeader.STATE_MASK) == ObjectHeader.FORWARDED) {
            return word & ~ObjectHeader.STATE_MASK;
        }
        return evacuate(heap, agent, address, word);
    }

    /** The usual case of {@link #evacuateAny}: a small object of which nothing special is known, whose copy fits into the agent's chunk. */
    @OutOfLine
    private static long evacuate(long heap, long agent, long address, long word) {
        long bytes = ObjectHeader.plainBytes(word);
        if (ObjectHeader.isPlain(word) && bytes <= WORD_COPY_LIMIT && CopyChunk.hasRoom(agent, bytes) && !LargeObjects.isLarge(heap, address)) {
            long from = address + Memory.getLong(heap + ControlBlock.DELTA);
            if (Memory.compareAndSetLong(from, word, ObjectHeader.BUSY)) {
                long to = CopyChunk.bump(agent, bytes);
                copyWords(from, to + Memory.getLong(heap + ControlBlock.DELTA), bytes);
                publish(heap, agent, address, to, word, bytes);
                return to;
            }
        }
        return evacuateAny(heap, agent, address);
    }

    /** The to-space address of an object that may not be forwarded yet, copying it if nobody has. */
    @OutOfLine
    private static long evacuateAny(long heap, long agent, long address) {
        long header = address + Memory.getLong(heap + ControlBlock.DELTA);
        int spins = 0;
        while (true) {
            long word = Memory.getLongAcquire(header);
            if (LargeObjects.isLarge(heap, address)) {
                return LargeObjects.forward(heap, address);
            }
            if ((word & ObjectHeader.STATE_MASK) == ObjectHeader.FORWARDED) {
                return word & ~ObjectHeader.STATE_MASK;
            }
            if (word == ObjectHeader.BUSY) {
                spins = Waiting.spin(spins);
            } else if (ObjectHeader.isFiller(word) || (word & ObjectHeader.NORMAL_MASK) != ObjectHeader.NORMAL) {
                Failure.raise(heap, Failure.NOT_AN_OBJECT, address, word);
                return address;
            } else if (Memory.compareAndSetLong(header, word, ObjectHeader.BUSY)) {
                return copy(heap, agent, address, word);
            }
        }
    }

    /** Copies an object whose header this agent has made BUSY. */
    private static long copy(long heap, long agent, long from, long word) {
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        long copyWord = ObjectHeader.ofCopy(word);
        long body = ObjectHeader.bodyBytes(word);
        long bytes = body + ObjectHeader.storedHashBytes(copyWord);
        long to = 0;
        if (bytes <= Memory.getLong(heap + ControlBlock.PAGE_BYTES)) {
            to = CopyArea.reserve(heap, agent, bytes);
            if (to != 0) {
                copyBody(from + delta, to + delta, body);
            }
        } else if (body > Memory.getLong(heap + ControlBlock.FROM_BASE) + Memory.getLong(heap + ControlBlock.LARGE_OFFSET) - from) {
            // What looks like a header leads out of from-space's own memory, where there may be nothing to read.
            Failure.raise(heap, Failure.NOT_AN_OBJECT, from, word);
        } else {
            boolean atOnce = Memory.getInt(heap + ControlBlock.CHECKED) != 0;
            to = CopyArea.reserveLarge(heap, bytes, atOnce ? 0 : from);
            if (to != 0 && atOnce) {
                copyBody(from + delta, to + delta, body);
            }
        }
        if (to == 0) {
            Memory.putLongRelease(from + delta, word);
            return from;
        }
        if (bytes != body) {
            // Also where the body follows later, without it: its own page cannot be opened before the header is published.
            Memory.putLong(to + delta + body, IdentityHash.kept(heap, from, word));
        }
        publish(heap, agent, from, to, word, bytes);
        return to;
    }

    /** Makes a copy known that is whole but for its header: first that, then where it is. The word is the object's, the bytes are the copy's. */
    static void publish(long heap, long agent, long from, long to, long word, long bytes) {
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        Memory.putLongRelease(to + delta, ObjectHeader.ofCopy(word));
        Memory.putLongRelease(from + delta, to | ObjectHeader.FORWARDED);
        if ((word & ObjectHeader.WATCHED_BIT) != 0) {
            WakeList.add(heap, from);
        }
        Memory.putLong(agent + AgentRecord.OBJECTS_COPIED, Memory.getLong(agent + AgentRecord.OBJECTS_COPIED) + 1);
        Memory.putLong(agent + AgentRecord.BYTES_COPIED, Memory.getLong(agent + AgentRecord.BYTES_COPIED) + bytes);
    }

    /** Copies all but the header, between two places of the collector's view. */
    private static void copyBody(long from, long to, long bytes) {
        if (bytes <= WORD_COPY_LIMIT) {
            copyWords(from, to, bytes);
        } else {
            Memory.copy(from + ObjectHeader.WORD_BYTES, to + ObjectHeader.WORD_BYTES, bytes - ObjectHeader.WORD_BYTES);
        }
    }

    private static void copyWords(long from, long to, long bytes) {
        for (long offset = ObjectHeader.WORD_BYTES; offset < bytes; offset += ObjectHeader.WORD_BYTES) {
            Memory.putLong(to + offset, Memory.getLong(from + offset));
        }
    }
}
