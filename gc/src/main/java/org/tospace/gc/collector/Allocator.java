package org.tospace.gc.collector;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.HeapExhaustedException;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * The slow path of allocation: hands out buffers and room for large objects, starts collections when there is none, and has mutators
 * pay for collections under way. Called by mutators, at a safepoint.
 *
 * <p><b>Pacing.</b> While a collection is under way, the part of the allowance that is used up must not run ahead of the part of the
 * work that is done (Baker 1978): who is about to get a buffer first works until it does not. With a background thread that is
 * usually so already. If the work turns out to be more than was thought, mutators are behind all at once; nobody makes up for that at one go: an assist does
 * no more than its buffer's share of what is left of the work, in what is left of the room. That is enough, and grows by itself as the room shrinks.
 * Only when allowance and overdraft are used up does a mutator see the collection through, which is a stall.
 */
public final class Allocator {
    /** The collection should be done when this part of the allowance is used. */
    private static final double TARGET = 0.95;
    /** However far behind mutators are, it is done when this part of the overdraft is used. */
    private static final double TARGET_OF_OVERDRAFT = 0.75;
    /** More than this of an allocation is not paid for at once. */
    private static final long MOST_PAID_BYTES = 1 << 20;
    /** Some 300 to 600 microseconds: more turns up, perhaps, than the share that an assist began with. */
    private static final long ASSIST_PAGES = 32;
    /** Some 20 microseconds. */
    private static final long CLEARED_AT_ONCE = 256 << 10;
    /** A large object with slots is opened, not cleared: some 50 microseconds, where it had page table entries. */
    private static final long SHOWN_AT_ONCE = 1 << 20;
    private static final int ATTEMPTS = 3;
    /** As long as what is live would leave the room, and others' new objects take it first. */
    private static final int ATTEMPTS_AMONG_OTHERS = 16;

    private final Collector collector;
    private final Rendezvous rendezvous;
    private final NewArea newArea;
    private final long stress;
    private final AtomicLong allocations = new AtomicLong();
    private final LongAdder assists = new LongAdder();
    private final LongAdder assistNanos = new LongAdder();
    private final LongAdder stalls = new LongAdder();
    private final LongAdder stallNanos = new LongAdder();

    /** An allocator for a collector's heap. */
    public Allocator(Collector collector) {
        this.collector = collector;
        this.rendezvous = collector.rendezvous();
        this.newArea = collector.newArea();
        this.stress = collector.memory().options().stress();
    }

    /** How often mutators assisted. */
    public long assists() {
        return assists.sum();
    }

    /** Time that assists took. */
    public long assistNanos() {
        return assistNanos.sum();
    }

    /** How often mutators stalled. */
    public long stalls() {
        return stalls.sum();
    }

    /** Time that stalls took. */
    public long stallNanos() {
        return stallNanos.sum();
    }

    /** Counts an allocation under stress, and starts a collection with every Nth. */
    public void countForStress(Participant self) {
        if (allocations.incrementAndGet() % stress != 0) {
            return;
        }
        long known;
        do {
            known = collector.collection();
            completeAsStall(self);
        } while (!collector.flip(self, self.agent(), known));
    }

    /**
     * Whole, zeroed pages for a buffer or a large object. A safepoint.
     *
     * @param minimumBytes what is needed
     * @param wantedBytes what would be liked, at least as much
     * @return where and how much, until the next call
     * @throws HeapExhaustedException when there is no room even after a full collection
     */
    public Room take(Participant self, long minimumBytes, long wantedBytes) {
        return take(self, minimumBytes, wantedBytes, RoomKind.COPIED);
    }

    /**
     * The same for a large object, which is to stay where it is; see {@link org.tospace.gc.scan.LargeObjects}. One with slots, for which there are no mappings, is
     * copied like others.
     */
    public Room takeLarge(Participant self, long bytes, boolean withSlots) {
        return take(self, bytes, bytes, withSlots ? RoomKind.STAYS_WITH_SLOTS : RoomKind.STAYS);
    }

    private RoomKind possible(RoomKind kind) {
        return kind == RoomKind.STAYS_WITH_SLOTS && !newArea.large().hasMapsForSlotted() ? RoomKind.COPIED : kind;
    }

    private Room take(Participant self, long minimumBytes, long wantedBytes, RoomKind wantedKind) {
        collector.checkFailure();
        if (rendezvous.isRequested()) {
            rendezvous.safepoint(self);
        }
        if (minimumBytes > newArea.largestBytes(wantedKind)) {
            throw exhausted(minimumBytes, wantedKind);
        }
        if (collector.isActive()) {
            assist(self, wantedBytes);
        } else if (newArea.isAlmostUsed()) {
            collector.expectFlip();
        }
        int collections = 0;
        long steps = 1;
        while (true) {
            long known = collector.collection();
            RoomKind kind = possible(wantedKind);
            if (newArea.take(minimumBytes, wantedBytes, kind, self.room())) {
                if (makeReady(self, kind, known, steps)) {
                    return self.room();
                }
                // Others collect sooner than this much is made ready: with twice the step it will be, at some time.
                steps <<= 1;
                continue;
            }
            if (collector.isActive()) {
                completeAsStall(self);
            } else if (collections >= attempts(minimumBytes, kind) || collections > 0 && newArea.spentBytes() == 0) {
                throw exhausted(minimumBytes, kind);
            } else if (collector.flip(self, self.agent(), known)) {
                collections++;
            }
        }
    }

    private int attempts(long bytes, RoomKind kind) {
        return !kind.stays() && bytes <= newArea.allowance() ? ATTEMPTS_AMONG_OTHERS : ATTEMPTS;
    }

    private HeapExhaustedException exhausted(long bytes, RoomKind kind) {
        long large = newArea.large().usedBytes();
        return collector.log().exhausted(
                new HeapExhaustedException(bytes, collector.usedBytes() - large, large, newArea.spaceBytes(), newArea.largestBytes(kind)));
    }

    private boolean makeReady(Participant self, RoomKind kind, long known, long steps) {
        return switch (kind) {
            case COPIED -> clear(self, known, steps * CLEARED_AT_ONCE);
            case STAYS -> true;
            case STAYS_WITH_SLOTS -> show(self, known, steps * SHOWN_AT_ONCE);
        };
    }

    /**
     * Opens what was handed out for a large object with slots, zeroed and closed: a bit at a time between safepoints, as an object that nobody names so long. At
     * one of them it may become from-space, and then it is dead.
     *
     * @param known the collection that it was handed out in
     * @param atOnce how much between two safepoints
     * @return whether it is still to-space
     */
    private boolean show(Participant self, long known, long atOnce) {
        Room room = self.room();
        long start = room.start();
        long bytes = room.bytes();
        Memory.putLong(start + collector.memory().delta(), ObjectHeader.of(0, 1, bytes - ObjectHeader.sizeBytes(1, 0)));
        long shown = 0;
        while (true) {
            long piece = Math.min(atOnce, bytes - shown);
            newArea.large().show(start, start + shown, piece);
            shown += piece;
            if (shown == bytes) {
                return true;
            }
            if (rendezvous.isRequested()) {
                rendezvous.safepoint(self);
                collector.checkFailure();
                if (collector.collection() != known) {
                    return false;
                }
                room.set(start, bytes);
            }
        }
    }

    /**
     * Clears what was handed out: here it comes into the cache when it is wanted there. Of much, a bit at a time between safepoints, as a dead
     * object so long: at one of them it may become from-space.
     *
     * @param known the collection that it was handed out in
     * @param atOnce how much between two safepoints
     * @return whether it is still to-space
     */
    private boolean clear(Participant self, long known, long atOnce) {
        Room room = self.room();
        long start = room.start();
        long bytes = room.bytes();
        long cleared = bytes;
        while (cleared > atOnce) {
            cleared -= atOnce;
            Memory.clear(start + cleared, atOnce);
            if (rendezvous.isRequested()) {
                Memory.putLong(start, ObjectHeader.filler(bytes));
                rendezvous.safepoint(self);
                collector.checkFailure();
                if (collector.collection() != known) {
                    return false;
                }
                room.set(start, bytes);
            }
        }
        Memory.clear(start, cleared);
        return true;
    }

    /**
     * Works until as much is done as should be.
     *
     * @param bytes what is about to be allocated
     */
    private void assist(Participant self, long bytes) {
        // What is yet to be copied, and was not expected, takes from the room too.
        double surplus = Math.max(0, collector.expectedCopies() - newArea.expectedCopies());
        double allowance = Math.max(1, newArea.allowance() - surplus);
        double spent = newArea.spentBytes();
        double due = spent / (TARGET * allowance);
        double done = collector.progress();
        if (done >= due) {
            return;
        }
        double paid = Math.min(bytes, MOST_PAID_BYTES);
        double left = Math.max(paid, allowance + TARGET_OF_OVERDRAFT * newArea.overdraft() - spent);
        double goal = Math.min(due, done + (1 - done) * paid / left);
        Recorder.Span span = collector.events().recorder().beginAssist();
        long start = System.nanoTime();
        long number = collector.collection();
        long pages = 0;
        collector.hurry();
        long most = left > paid ? ASSIST_PAGES : Long.MAX_VALUE;
        while (pages < most && collector.progress() < goal) {
            long scanned = collector.step(self, self.agent(), Collector.ASSIST_RUN);
            if (scanned == 0) {
                break;
            }
            pages += scanned;
        }
        if (pages != 0) {
            long nanos = System.nanoTime() - start;
            assists.increment();
            assistNanos.add(nanos);
            CollectorEvent.Assist assist = new CollectorEvent.Assist(number, self.agent().id(), start, nanos, pages);
            span.end(assist);
            collector.events().publish(assist);
        }
    }

    private void completeAsStall(Participant self) {
        if (!collector.isActive()) {
            return;
        }
        Recorder.Span span = collector.events().recorder().beginStall();
        long start = System.nanoTime();
        long number = collector.collection();
        collector.completeSoon(self, self.agent());
        long nanos = System.nanoTime() - start;
        stalls.increment();
        stallNanos.add(nanos);
        CollectorEvent.Stall stall = new CollectorEvent.Stall(number, self.agent().id(), start, nanos);
        span.end(stall);
        collector.events().publish(stall);
    }
}
