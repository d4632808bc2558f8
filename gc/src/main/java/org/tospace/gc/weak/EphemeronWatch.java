package org.tospace.gc.weak;

import java.util.ArrayList;
import java.util.List;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.WakeList;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * Which ephemerons wait for which objects of from-space in this collection. Each ephemeron is looked at once, and again only when what
 * it waits for was copied, so all of them take time in proportion to their number, whatever the order in which they depend on each other.
 *
 * <pre>
 *   heads:    4 bytes for each of a power of two of hash values: a record's index + 1, or 0
 *   records:  0 FROM   8 TOKEN   16 STRUCTURE (int)   20 NEXT (int, index + 1, or 0)
 *   woken:    {@link WakeList}
 * </pre>
 *
 * <p>Guarded by the turn of {@link WeakProcessing}. Native memory, so that beginning costs nothing.
 */
final class EphemeronWatch {
    private static final long PART = 64;
    private static final long RECORD_BYTES = 24;
    private static final long FROM = 0;
    private static final long TOKEN = 8;
    private static final long STRUCTURE = 16;
    private static final long NEXT = 20;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final long control;
    private final List<WeakStructure> structures = new ArrayList<>();
    private boolean begun;
    private NativeBlock lists;
    private Records records;
    private long heads;
    private int hashShift;
    private int used;
    private long taken;
    /** The object whose ephemerons are being woken, and the next record to look at. */
    private long woken;
    private int nextRecord;

    EphemeronWatch(long control) {
        this.control = control;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Makes ready for at most so many objects. */
    void begin(long objects) {
        begun = true;
        if (objects == 0) {
            return;
        }
        int log = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(objects));
        long headBytes = (long) Integer.BYTES << log;
        lists = NativeBlock.reserve(headBytes + objects * Long.BYTES);
        records = new Records(RECORD_BYTES);
        heads = lists.address();
        hashShift = Long.SIZE - log;
        used = 0;
        taken = 0;
        nextRecord = 0;
        Memory.putLong(control + ControlBlock.WOKEN_COUNT, 0);
        // Plain: who sees a watched header, which is set by compare-and-set, sees this.
        Memory.putLong(control + ControlBlock.WOKEN, heads + headBytes);
    }

    /** Forgets everything; nobody copies any more. */
    void end() {
        begun = false;
        structures.clear();
        if (lists != null) {
            lists.close();
            records.close();
            lists = null;
        }
    }

    /**
     * Has a structure woken when an object is copied.
     *
     * @param value a reference into from-space
     * @param token what the structure finds the ephemeron by
     * @return false when the object is copied, or being copied, already
     */
    boolean add(WeakStructure structure, long value, long token) {
        if (!Forwarding.watch(control, value)) {
            return false;
        }
        if (structures.isEmpty() || structures.getLast() != structure) {
            structures.add(structure);
        }
        long from = Forwarding.address(control, value);
        long head = head(from);
        records.ensure(used + 1L);
        long record = records.address(used);
        Memory.putLong(record + FROM, from);
        Memory.putLong(record + TOKEN, token);
        Memory.putInt(record + STRUCTURE, structures.size() - 1);
        Memory.putInt(record + NEXT, Memory.getInt(head));
        used++;
        Memory.putInt(head, used);
        return true;
    }

    private long head(long from) {
        return heads + (from * MULTIPLIER >>> hashShift << 2);
    }

    /** Whether objects were copied whose ephemerons do not know it yet. */
    boolean hasWoken() {
        return lists != null && (nextRecord != 0 || taken != WakeList.count(control));
    }

    /** Wakes some ephemerons; false when there were none to wake. */
    boolean step(long agent) {
        boolean worked = false;
        for (int i = 0; i < PART && hasWoken(); i++) {
            if (nextRecord == 0) {
                woken = WakeList.get(control, taken);
                if (woken == 0) {
                    break;
                }
                taken++;
                nextRecord = Memory.getInt(head(woken));
            } else {
                wakeNext(agent);
            }
            worked = true;
        }
        return worked;
    }

    private void wakeNext(long agent) {
        long record = records.address(nextRecord - 1L);
        nextRecord = Memory.getInt(record + NEXT);
        if (Memory.getLong(record + FROM) == woken) {
            WeakStructure structure = structures.get(Memory.getInt(record + STRUCTURE));
            synchronized (structure) {
                structure.wake(agent, woken, Memory.getLong(record + TOKEN));
            }
        }
    }
}
