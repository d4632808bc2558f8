package org.tospace.gc.scan;

import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.SignalSafe;

/**
 * Forwards a small object that a mutator got from a weak word, into room that it has in an open page: what the object names is forwarded first, so
 * the copy needs no scanning. Otherwise each such object would take a closed page of its own, and a trap as soon as the mutator looked at it.
 *
 * <p>Objects that it names are forwarded before its header is BUSY: so the copier waits for nothing, as in {@link Forwarding}, and
 * (copied-once) holds for the same reason.
 */
@SignalSafe
public final class Revival {
    private Revival() {
    }

    /**
     * The to-space value of a from-space value, copying its object if nobody has.
     *
     * @param room as many bytes as its copy takes, in an open page of to-space; used if that address is returned
     */
    public static long forward(long heap, long agent, long value, long room) {
        long delta = Memory.getLong(heap + ControlBlock.DELTA);
        long from = Forwarding.address(heap, value);
        long word = Memory.getLongAcquire(from + delta);
        if (LargeObjects.isLarge(heap, from) || (word & ObjectHeader.NORMAL_MASK) != ObjectHeader.NORMAL || ObjectHeader.isFiller(word)) {
            return Forwarding.forwardValue(heap, agent, value);
        }
        long slotsEnd = ObjectHeader.WORD_BYTES + (ObjectHeader.slots(word) << 3);
        for (long offset = ObjectHeader.WORD_BYTES; offset < slotsEnd; offset += ObjectHeader.WORD_BYTES) {
            long named = Memory.getLong(from + delta + offset);
            if (Forwarding.isFromSpace(heap, named)) {
                Forwarding.forwardValue(heap, agent, named);
            }
        }
        // It fails also if the object names itself, and so is copied by now, or if somebody has begun to watch it.
        if (Failure.isRaised(heap) || !Memory.compareAndSetLong(from + delta, word, ObjectHeader.BUSY)) {
            return Forwarding.forwardValue(heap, agent, value);
        }
        long body = ObjectHeader.bodyBytes(word);
        for (long offset = ObjectHeader.WORD_BYTES; offset < body; offset += ObjectHeader.WORD_BYTES) {
            long content = Memory.getLong(from + delta + offset);
            if (offset < slotsEnd && Forwarding.isFromSpace(heap, content)) {
                content = Forwarding.copyOf(heap, content);
            }
            Memory.putLong(room + delta + offset, content);
        }
        long bytes = ObjectHeader.sizeBytes(ObjectHeader.ofCopy(word));
        if (bytes != body) {
            Memory.putLong(room + delta + body, IdentityHash.kept(heap, from, word));
        }
        Forwarding.publish(heap, agent, from, room, word, bytes);
        return room | (value & ~Memory.getLong(heap + ControlBlock.ADDRESS_MASK));
    }
}
