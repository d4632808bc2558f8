package org.tospace.gc.weak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.LargeObjects;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.runtime.memory.Memory;

/**
 * What a collection does for weak words, in bounded parts between the scanning of pages, by whoever works; mutators go on.
 *
 * <table>
 *   <caption>Stages</caption>
 *   <tr><th>stage</th><th>what is done in it</th><th>an unforwarded object that a mutator asks a weak word for</th><th>next, when</th></tr>
 *   <tr><td>REACHING</td><td>queued objects are forwarded, and values of ephemerons whose keys are</td><td>is forwarded</td>
 *     <td>FINALIZING: all scanned, nothing to do, settled</td></tr>
 *   <tr><td>FINALIZING</td><td>registered objects that died are forwarded and queued</td><td>is dead</td>
 *     <td>SWEEPING: all scanned, nothing to do, settled</td></tr>
 *   <tr><td>SWEEPING</td><td>words are cleared, or changed to the copy's address</td><td>is dead</td><td>OVER: all visited</td></tr>
 *   <tr><td>OVER</td><td>no weak word holds a from-space reference</td><td></td><td>REACHING: a flip</td></tr>
 * </table>
 *
 * <p><b>Invariant (weak-boundary):</b> the boundary is the end of the copies when all that is reachable is copied. From then on an object of
 * from-space is weakly dead unless its copy lies below the boundary, or its mark says so if it stays where it is ({@link LargeObjects}). So what a weak word gives does not change while finalization copies on, and
 * does not depend on which words are swept.
 * <b>Invariant (weak-end):</b> a mutator forwards for a weak word only while it holds the revival lock and no boundary is set; the boundary is set, by
 * who holds that lock, only if all reserved pages are scanned. So every revival either comes before, and its page is scanned before the boundary, or
 * finds the boundary and forwards nothing.
 * <b>Invariant (weak-load):</b> a weak word that holds a from-space reference is used under its structure's monitor only, and
 * is changed there before SWEEPING ends; from-space is recycled after that. So nobody looks at a recycled header.
 *
 * <p>Ephemerons: Hayes 1997. Words that are strong but not forwarded at the flip (queued objects) are forwarded in REACHING.
 */
public final class WeakProcessing implements AutoCloseable {
    /** Where the processing stands. */
    enum Stage {
        REACHING, FINALIZING, SWEEPING, OVER
    }

    /** What came of a {@link #step}. */
    public enum Step {
        /** A part was done. */
        WORKED,
        /** Another thread is at it. */
        BUSY,
        /** Nothing is left to do before the end of scanning is looked at. */
        NOTHING,
        /** All is done. */
        SWEPT
    }

    /** What came of the end of a scan. */
    public enum End {
        /** It was none: somebody copied meanwhile, or is at work. */
        NOT_YET,
        /** There is more to do. */
        MORE,
        /** All is done. */
        OVER
    }

    private static final long REVIVES = Long.MAX_VALUE;
    /** Larger objects are not copied into a mutator's buffer. */
    private static final long MOST_ROOM_BYTES = 1024;

    private final long control;
    private final Forwarder forwarder;
    private final EphemeronWatch watch;
    private final Tracing tracing;
    private final LongAdder cleared = new LongAdder();
    private final LongAdder finalizable = new LongAdder();
    /** The revival lock: no mutator forwards without it, nor does the boundary change. */
    private final Object revival = new Object();
    /** The turn to work; guards {@link #stage}, {@link #next} and {@link #current}. */
    private final ReentrantLock turn = new ReentrantLock();
    /** Guarded by its own monitor. A removed one is replaced by the last, as entries are, and for the same reason. */
    private final List<WeakStructure> structures = new ArrayList<>();
    private Stage stage = Stage.OVER;
    private int next;
    private WeakStructure current;
    /** Whether there may be more to do before more pages are scanned: what is copied together shares pages. */
    private volatile boolean atWork;
    /** Copies below are of what was reachable; {@link #REVIVES} until that is known. Written under the revival lock. */
    private volatile long boundary = REVIVES;
    /** How many pages were scanned when the boundary was set; guarded by the turn. */
    private long pagesAtBoundary;

    /**
     * The processing of a heap that has no weak words yet.
     *
     * @param control the heap's control block
     */
    public WeakProcessing(long control, Forwarder forwarder) {
        this.control = control;
        this.forwarder = forwarder;
        this.watch = new EphemeronWatch(control);
        this.tracing = new Tracing(control, forwarder);
    }

    /** Words that were cleared, and entries removed, because what they named had died. */
    public long cleared() {
        return cleared.sum();
    }

    /** Objects that were queued for finalization. */
    public long finalizable() {
        return finalizable.sum();
    }

    void add(WeakStructure structure) {
        synchronized (structures) {
            structures.add(structure);
        }
    }

    void remove(WeakStructure structure) {
        synchronized (structures) {
            int index = structures.indexOf(structure);
            if (index >= 0) {
                WeakStructure last = structures.removeLast();
                if (last != structure) {
                    structures.set(index, last);
                }
            }
        }
    }

    /** A collection begins; mutators are stopped and nobody works. Takes no longer however many words there are. */
    public void flip() {
        boundary = REVIVES;
        enter(Stage.REACHING);
    }

    private void enter(Stage entered) {
        stage = entered;
        current = null;
        synchronized (structures) {
            next = structures.size();
        }
    }

    /** Whether somebody is at something that goes before scanning more pages, or has not ended it. */
    public boolean isAtWork() {
        return atWork;
    }

    /**
     * Does a part of what is to be done now. Called when no page is left to scan, and then for as long as {@link #isAtWork}.
     *
     * @param agent the caller's agent record
     */
    public Step step(long agent) {
        if (!turn.tryLock()) {
            return Step.BUSY;
        }
        try {
            if (stage == Stage.REACHING && !watch.hasBegun()) {
                watch.begin(watched());
            }
            // Before the first copy: whoever scanned pages meanwhile would close one behind each.
            atWork = true;
            atWork = visitNext(agent) || watch.step(agent);
            if (atWork) {
                return Step.WORKED;
            }
            if (stage == Stage.FINALIZING && OrderedScan.reservedPages(control) == pagesAtBoundary) {
                // Nothing was copied, and no large object with slots brought back, since all mutators had settled, so nothing is to settle.
                sweep();
                return Step.WORKED;
            }
            if (stage == Stage.SWEEPING) {
                stage = Stage.OVER;
                return Step.SWEPT;
            }
            return Step.NOTHING;
        } finally {
            turn.unlock();
        }
    }

    /** How many objects ephemerons may wait for: those added later name nothing in from-space. */
    private long watched() {
        List<WeakStructure> all;
        synchronized (structures) {
            all = List.copyOf(structures);
        }
        long most = 0;
        for (WeakStructure structure : all) {
            synchronized (structure) {
                most += structure.watched();
            }
        }
        return most;
    }

    private boolean visitNext(long agent) {
        while (stage != Stage.OVER) {
            if (current != null && current.visitPart(stage, agent)) {
                return true;
            }
            current = nextStructure();
            if (current == null) {
                return false;
            }
            current.begin(stage);
        }
        return false;
    }

    private WeakStructure nextStructure() {
        synchronized (structures) {
            while (next > 0) {
                next = Math.min(next, structures.size()) - 1;
                if (next >= 0 && structures.get(next).concerns(stage)) {
                    return structures.get(next);
                }
            }
            next = 0;
            return null;
        }
    }

    /**
     * Looks whether scanning has ended, for this stage, and goes on to the next.
     *
     * @param pages how many pages there were, all scanned, before mutators were asked to settle
     */
    public End scanned(long pages) {
        if (!turn.tryLock()) {
            return End.NOT_YET;
        }
        try {
            synchronized (revival) {
                if (OrderedScan.scannedPages(control) != pages || OrderedScan.reservedPages(control) != pages || watch.hasWoken()
                        || next != 0 || current != null) {
                    return End.NOT_YET;
                }
                if (stage == Stage.REACHING) {
                    // Nobody forwards now. What stays where it is has no place behind the boundary, so its mark says it.
                    Memory.putLongRelease(control + ControlBlock.LARGE_MARK, LargeObjects.mark(Memory.getLong(control + ControlBlock.COLLECTION), LargeObjects.REVIVED));
                    boundary = Memory.getLongAcquire(control + ControlBlock.COPY_TOP);
                    pagesAtBoundary = pages;
                }
            }
            return endStage();
        } finally {
            turn.unlock();
        }
    }

    private End endStage() {
        boolean none;
        synchronized (structures) {
            none = structures.isEmpty();
        }
        if (none) {
            stage = Stage.OVER;
            return End.OVER;
        }
        if (stage == Stage.REACHING) {
            enter(Stage.FINALIZING);
        } else {
            sweep();
        }
        return End.MORE;
    }

    private void sweep() {
        watch.end();
        enter(Stage.SWEEPING);
    }

    /** Whether a value is a reference into from-space. */
    public boolean isFromSpace(long value) {
        return Forwarding.isFromSpace(control, value);
    }

    /**
     * What a weak word's from-space value is by now: its to-space value, or 0 if its object is dead. Guarded by the monitor of the word's
     * structure, so that the word is not swept meanwhile.
     */
    long resolve(Reviver mutator, long value) {
        if (boundary == REVIVES) {
            synchronized (revival) {
                if (boundary == REVIVES) {
                    return revive(mutator, value);
                }
            }
        }
        return reachable(value);
    }

    /** Guarded by the revival lock. */
    private long revive(Reviver mutator, long value) {
        long word = Forwarding.header(control, value);
        long bytes = (word & ObjectHeader.STATE_MASK) == ObjectHeader.NORMAL ? ObjectHeader.sizeBytes(ObjectHeader.ofCopy(word)) : Long.MAX_VALUE;
        long room = bytes > MOST_ROOM_BYTES ? 0 : mutator.takeRoom(bytes);
        if (room == 0) {
            return unlessFailed(forwarder.forward(mutator.agentRecord(), value));
        }
        long copy = forwarder.revive(mutator.agentRecord(), value, room);
        if (Forwarding.address(control, copy) != room) {
            mutator.giveRoomBack(bytes);
        }
        return unlessFailed(copy);
    }

    /** In a heap that has failed an object may not be copied any more; its mutators learn that at their next safepoint. */
    private long unlessFailed(long copy) {
        return isFromSpace(copy) ? 0 : copy;
    }

    /** The same for the collector: forwards nothing. Before the boundary, 0 says only that nobody has copied the object yet. */
    long reachable(long value) {
        long copy = Forwarding.copyOf(control, value);
        long address = Forwarding.address(control, copy);
        if (copy != 0 && LargeObjects.isLarge(control, Forwarding.address(control, value))) {
            return LargeObjects.isReached(control, Forwarding.address(control, value)) ? copy : 0;
        }
        // Behind the copy area are the mutators' buffers, into which nothing is copied once the boundary is set.
        return address >= boundary && address < Memory.getLong(control + ControlBlock.COPY_LIMIT) ? 0 : copy;
    }

    /**
     * The to-space value of a from-space value that is sure to live: it is queued, or an ephemeron's whose key and holder a mutator has. If it is
     * not copied yet, its page is scanned before the next end of scanning, and what is to come for the ephemeron finds it done.
     */
    long live(Reviver mutator, long value) {
        synchronized (revival) {
            return boundary == REVIVES ? revive(mutator, value) : unlessFailed(forwarder.forward(mutator.agentRecord(), value));
        }
    }

    /** Whether it is known what was reachable. */
    boolean isBounded() {
        return boundary != REVIVES;
    }

    /** Whether a value names the object that was at one address and is now at another. */
    boolean isAt(long value, long from, long copy) {
        long address = Forwarding.address(control, value);
        return address == from || address == copy;
    }

    /** The to-space value of a from-space value if its object was copied for whatever reason, or 0. */
    long copied(long value) {
        return Forwarding.copyOf(control, value);
    }

    /** Forwards what is to live, and some of what that names; guarded by the turn. */
    long forward(long agent, long value) {
        return tracing.forward(agent, value);
    }

    EphemeronWatch watch() {
        return watch;
    }

    void countCleared() {
        cleared.increment();
    }

    void countFinalizable() {
        finalizable.increment();
    }

    /** Shows every weak word of the heap; mutators are stopped, no collection is under way. */
    public void check(WordCheck check) {
        List<WeakStructure> all;
        synchronized (structures) {
            all = List.copyOf(structures);
        }
        for (WeakStructure structure : all) {
            synchronized (structure) {
                structure.check(check);
            }
        }
    }

    /** Is shown the words; see {@link #check}. */
    public interface WordCheck {
        /**
         * A word.
         *
         * @param name what holds it, as a part of a sentence, before its number
         * @param index its number
         * @param strong whether it keeps alive what it names
         */
        void word(String name, long index, long value, boolean strong);

        /**
         * A word that keeps alive what it names if two others are alive. These are shown as words of their own.
         *
         * @param name as above
         * @param index its number
         * @param holder a reference to the object that holds it, or a value that is none
         * @param key a reference to its key, or a value that is none
         */
        void ephemeron(String name, long index, long holder, long key, long value);
    }

    /** Frees all structures, which are of no use from then on. */
    @Override
    public void close() {
        List<WeakStructure> all;
        synchronized (structures) {
            all = List.copyOf(structures);
            structures.clear();
        }
        all.forEach(WeakStructure::closeAlone);
        watch.end();
    }
}
