package org.tospace.gc.weak;

import org.tospace.runtime.memory.Memory;

/**
 * Objects that are registered for finalization, and those that have died and wait to be polled.
 *
 * <pre>
 *   entry of either list:  0 OBJECT   8 TAG
 * </pre>
 *
 * <p>A registered object is weak. A queued one is strong, but is no root: it is forwarded while the collection goes on, or when it is polled, so that
 * a flip takes no longer however many are queued. Every method is guarded by the monitor.
 */
public final class Registrations extends WeakStructure {
    private static final long OBJECT = 0;
    private static final long TAG = 8;
    private static final long BYTES = 16;

    private final Records registered = new Records(BYTES);
    private final Records queued = new Records(BYTES);
    private long registeredCount;
    private long queuedCount;
    private long polledTag;

    /** Nothing registered yet. */
    public Registrations(WeakProcessing weak) {
        super(weak);
        weak.add(this);
    }

    /** How many objects are registered. */
    public long registered() {
        checkOpen();
        return registeredCount;
    }

    /** How many objects wait to be polled. */
    public long queued() {
        checkOpen();
        return queuedCount;
    }

    /** Adds an object, a value that is a reference. */
    public void register(long object, long tag) {
        checkOpen();
        put(registered, registeredCount, object, tag);
        registeredCount++;
    }

    private static void put(Records list, long index, long object, long tag) {
        list.ensure(index + 1);
        long record = list.address(index);
        Memory.putLong(record + OBJECT, object);
        Memory.putLong(record + TAG, tag);
    }

    /** Takes an object out of the queue, for a mutator; 0 when there is none. */
    public long poll(Reviver mutator) {
        checkOpen();
        if (queuedCount == 0) {
            return 0;
        }
        long record = queued.address(queuedCount - 1);
        long object = Memory.getLong(record + OBJECT);
        if (weak.isFromSpace(object)) {
            object = weak.live(mutator, object);
        }
        polledTag = Memory.getLong(record + TAG);
        queuedCount--;
        queued.trim(queuedCount);
        return object;
    }

    /** The tag of the object polled last. */
    public long polledTag() {
        return polledTag;
    }

    @Override
    boolean concerns(WeakProcessing.Stage stage) {
        return stage == WeakProcessing.Stage.REACHING || stage == WeakProcessing.Stage.FINALIZING;
    }

    @Override
    long length(WeakProcessing.Stage stage) {
        return stage == WeakProcessing.Stage.REACHING ? queuedCount : registeredCount;
    }

    @Override
    void visit(WeakProcessing.Stage stage, long agent, long index) {
        long record = (stage == WeakProcessing.Stage.REACHING ? queued : registered).address(index);
        long object = Memory.getLong(record + OBJECT);
        if (!weak.isFromSpace(object)) {
            return;
        }
        if (stage == WeakProcessing.Stage.REACHING) {
            Memory.putLong(record + OBJECT, weak.forward(agent, object));
            return;
        }
        // An object that another registered one has brought back has its copy behind the boundary: it is queued too.
        long copy = weak.reachable(object);
        if (copy != 0) {
            Memory.putLong(record + OBJECT, copy);
            return;
        }
        put(queued, queuedCount, weak.forward(agent, object), Memory.getLong(record + TAG));
        queuedCount++;
        registeredCount--;
        if (index != registeredCount) {
            Memory.copy(registered.address(registeredCount), record, BYTES);
        }
        registered.trim(registeredCount);
        weak.countFinalizable();
    }

    @Override
    void check(WeakProcessing.WordCheck words) {
        for (long i = 0; i < registeredCount; i++) {
            words.word("registration", i, Memory.getLong(registered.address(i) + OBJECT), false);
        }
        for (long i = 0; i < queuedCount; i++) {
            words.word("finalization queue, entry", i, Memory.getLong(queued.address(i) + OBJECT), true);
        }
    }

    @Override
    void free() {
        registered.close();
        queued.close();
        registeredCount = 0;
        queuedCount = 0;
    }
}
