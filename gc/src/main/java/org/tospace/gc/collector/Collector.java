package org.tospace.gc.collector;

import static org.tospace.gc.collector.Phase.ASKING;
import static org.tospace.gc.collector.Phase.FINISHING;
import static org.tospace.gc.collector.Phase.IDLE;
import static org.tospace.gc.collector.Phase.RECYCLING;
import static org.tospace.gc.collector.Phase.SCANNING;
import static org.tospace.gc.collector.Phase.SETTLING;
import static org.tospace.gc.collector.Phase.STARTING;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.tospace.gc.Barrier;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.HeapFailureException;
import org.tospace.gc.Verification;
import org.tospace.gc.inspect.Inspection;
import org.tospace.gc.inspect.Labels;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.Failure;
import org.tospace.gc.scan.OrderedScan;
import org.tospace.gc.weak.WeakProcessing;
import org.tospace.runtime.memory.Memory;

/**
 * One heap's collector: the flip and the phases that follow it. It has no thread of its own; whoever calls {@link #step} does some
 * of the work, be it the background thread or a mutator that pays for its allocation. The phases are those of {@link Phase}.
 *
 * <p><b>Invariant (to-space):</b> from the flip on, no mutator holds a from-space reference: roots are forwarded while mutators are
 * stopped, and the barrier sees to what they load.
 * <b>Invariant (idle-flip):</b> a flip happens in IDLE only, and after every worker has left {@link #step}.
 */
public final class Collector {
    /** Pages that a mutator opens by one system call. */
    static final long ASSIST_RUN = 4;

    private final HeapMemory memory;
    private final ScanEngine engine;
    private final AgentTable agents;
    private final Rendezvous rendezvous;
    private final Roots roots;
    private final NewArea newArea;
    private final Recycler recycler;
    private final Flip flip;
    private final Pace pace;
    private final Verifier verifier;
    private final EventPublisher events;
    private final WeakProcessing weak;
    private final Labels labels = new Labels();
    private final Phase phase = new Phase();
    private final AtomicInteger workers = new AtomicInteger();
    private final LongAdder flipNanos = new LongAdder();
    private final LongAdder timeToStopNanos = new LongAdder();
    private volatile HeapLog log = HeapLog.NONE;
    private volatile Thread backgroundThread;
    private volatile long backgroundRecord;
    private volatile long collection;
    /** The number of the collection whose flip was near last; several mutators may say so at once. */
    private volatile long nearFlip;
    private volatile long liveBytes;
    private volatile Throwable failure;
    /** Written by who flips and read by who finishes; the phase orders them. */
    private long startNanos;
    private Recorder.Span cycle = Recorder.Span.NONE;
    /** These two are written by who finishes and read by who flips or finishes next. */
    private CollectionCounters lastCounters;
    private long lastCopies = Flip.NO_COLLECTION_YET;
    /** Written in ASKING by who asks, read in SETTLING; the phase orders them. */
    private long pagesAsked;

    /** A collector of a heap that is empty. */
    public Collector(HeapMemory memory, AgentTable agents, Rendezvous rendezvous, Roots roots) {
        this.memory = memory;
        this.engine = ScanEngine.of(memory);
        this.agents = agents;
        this.rendezvous = rendezvous;
        this.newArea = new NewArea(memory);
        this.recycler = new Recycler(memory, newArea.large());
        this.pace = new Pace(memory, newArea, roots);
        this.flip = new Flip(memory, engine, agents, rendezvous, roots, newArea, recycler, pace);
        this.roots = roots;
        this.weak = new WeakProcessing(memory.control(), engine);
        this.verifier = new Verifier(memory, newArea, rendezvous, roots, weak, labels);
        this.lastCounters = counters();
        this.events = new EventPublisher(memory.ring(), engine.clock());
    }

    /** Where the machine code is that serves traps in signal handlers; see {@link org.tospace.gc.scan.ThreadTrap#serve}. */
    public static long trapServiceAddress() {
        return CompiledScanner.serviceAddress();
    }

    /** Has failures and the like told to a log from now on. */
    public void setLog(HeapLog value) {
        log = value;
    }

    HeapLog log() {
        return log;
    }

    /** How many collections have begun. */
    public long collection() {
        return collection;
    }

    /** Whether slots may still hold from-space references. */
    public boolean guardsLoads() {
        int now = Phase.of(phase.word());
        return now >= STARTING && now <= SETTLING;
    }

    /** Whether a collection has begun and not ended. */
    public boolean isActive() {
        return Phase.of(phase.word()) != IDLE;
    }

    /** Where events go. */
    public EventPublisher events() {
        return events;
    }

    /** The embedder's names. */
    public Labels labels() {
        return labels;
    }

    /** Where new objects and the budget are. */
    NewArea newArea() {
        return newArea;
    }

    /** What is done for weak words. */
    public WeakProcessing weak() {
        return weak;
    }

    HeapMemory memory() {
        return memory;
    }

    Rendezvous rendezvous() {
        return rendezvous;
    }

    /** Bytes that the last ended collection found live. */
    public long liveBytes() {
        return liveBytes;
    }

    /** Time spent in flips, time to stop included. */
    public long flipNanos() {
        return flipNanos.sum();
    }

    /** Time spent until mutators had stopped for flips. */
    public long timeToStopNanos() {
        return timeToStopNanos.sum();
    }

    /** Bytes handed out to mutators so far. */
    public long allocatedBytes() {
        return newArea.allocatedBytes();
    }

    /** Bytes of pages that large objects have which stay where they are. */
    public long largeBytes() {
        return newArea.large().usedBytes();
    }

    /** Bytes of pages in use: to-space's, and large objects'. */
    public long usedBytes() {
        return newArea.usedBytes() + newArea.copiedBytes() + newArea.large().usedBytes();
    }

    /** Whether an address is where to-space's copies or new objects are by now, or where a large object starts. */
    public boolean isInUse(long address) {
        Space space = newArea.space();
        return address >= space.copyBase() && address < space.copyBase() + newArea.copiedBytes()
                || address >= space.newBase() && address < newArea.top()
                || address >= space.largeBase() && address < space.end() && newArea.large().isObject(address - space.largeBase());
    }

    /** What agents have done so far. */
    public CollectionCounters counters() {
        return CollectionCounters.read(agents, backgroundRecord, engine.clock());
    }

    void setBackground(Thread thread, Agent agent) {
        backgroundRecord = agent.record();
        Memory.putLong(memory.control() + ControlBlock.LEADER, agent.record());
        backgroundThread = thread;
        events.setBackground(thread);
    }

    /** Says that a flip is near, so that the background thread rehearses it. Any mutator; only the first call between two flips does anything. */
    void expectFlip() {
        if (nearFlip <= collection) {
            nearFlip = collection + 1;
            LockSupport.unpark(backgroundThread);
        }
    }

    /** Whether the next flip is near. */
    boolean isFlipNear() {
        return nearFlip > collection;
    }

    /** What the present collection need not do is left out: somebody is short of room. */
    void hurry() {
        if (Phase.of(phase.word()) == RECYCLING) {
            recycler.hurry();
        }
    }

    /** How much the present collection will have copied in the end, as far as can be told; 0 when it is known. */
    long expectedCopies() {
        return switch (Phase.of(phase.word())) {
            case SCANNING, ASKING, SETTLING -> pace.allCopies();
            default -> 0;
        };
    }

    /** How much of the present collection's work is done, from 0 to 1, as far as can be told. */
    double progress() {
        return switch (Phase.of(phase.word())) {
            case STARTING -> 0;
            case SCANNING, ASKING, SETTLING -> pace.whileScanning();
            case RECYCLING -> pace.whileRecycling(recycler.progress());
            default -> 1;
        };
    }

    /**
     * Starts a collection, unless another has begun meanwhile or is not over yet.
     *
     * @param self the calling mutator, or null
     * @param agent whom the roots' objects are copied by
     * @param expected the number of the last collection that the caller knows of
     * @return whether this call started it
     */
    public boolean flip(Participant self, Agent agent, long expected) {
        checkFailure();
        Recorder.Span begunCycle = events.recorder().beginCycle();
        Recorder.Span begunFlip = events.recorder().beginFlip();
        long asked = System.nanoTime();
        rendezvous.stop(self);
        long stopped = System.nanoTime();
        boolean flipped = false;
        long slots = 0;
        long used = 0;
        try {
            long word = phase.word();
            flipped = collection == expected && Phase.of(word) == IDLE && phase.move(word, STARTING);
            if (flipped) {
                used = usedBytes();
                cycle = begunCycle;
                slots = exchange(agent, asked);
            }
        } finally {
            rendezvous.resume(self);
        }
        if (flipped) {
            long ended = System.nanoTime();
            flipNanos.add(ended - asked);
            timeToStopNanos.add(stopped - asked);
            try {
                CollectorEvent.Flip told = new CollectorEvent.Flip(expected + 1, asked, stopped - asked, ended - asked, slots);
                begunFlip.end(told);
                events.publishStart(new CollectorEvent.CollectionStarted(expected + 1, asked, used), told);
            } finally {
                recycler.prepare();
                // Only now may the collection go on and end, so that its events come in order.
                phase.move(phase.word(), SCANNING);
                LockSupport.unpark(backgroundThread);
            }
            // A root that names no object, say: it was not forwarded.
            checkFailure();
        }
        return flipped;
    }

    /** What happens while mutators are stopped. Half of it would be a broken heap: an error here is the heap's end. */
    private long exchange(Agent agent, long asked) {
        try {
            while (workers.get() != 0) {
                Thread.onSpinWait();
            }
            startNanos = asked;
            weak.flip();
            long slots = flip.exchange(agent, collection + 1, lastCopies);
            collection++;
            return slots;
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    /**
     * Does some of the collection's work.
     *
     * @param self the calling mutator, or null
     * @param agent the caller's
     * @param maxPages how many pages to scan at most
     * @return how much was done, in pages; 0 when there is nothing for this caller to do just now
     */
    long step(Participant self, Agent agent, long maxPages) {
        workers.incrementAndGet();
        long word;
        long done;
        try {
            word = phase.word();
            done = hasFailed() ? 0 : switch (Phase.of(word)) {
                case SCANNING -> scan(word, agent, maxPages);
                case SETTLING -> settle(word);
                case RECYCLING -> recycler.step() ? 1 : 0;
                default -> 0;
            };
        } catch (RuntimeException | Error e) {
            // A refused system call, say: part of the work is lost, so nobody may wait for its end.
            fail(e);
            throw e;
        } finally {
            workers.decrementAndGet();
        }
        if (Phase.of(word) == RECYCLING && recycler.isDone() && phase.move(word, FINISHING)) {
            finish(self);
        }
        return done;
    }

    private long scan(long word, Agent agent, long maxPages) {
        if (!weak.isAtWork()) {
            long pages = engine.scanNext(agent.record(), maxPages);
            if (pages != 0 || hasFailed() || !OrderedScan.hasEnded(memory.control())) {
                return pages;
            }
        }
        switch (weak.step(agent.record())) {
            case WORKED -> {
                return 1;
            }
            case BUSY -> {
                return weak.isAtWork() ? 0 : engine.scanNext(agent.record(), maxPages);
            }
            case NOTHING -> {
                if (OrderedScan.hasEnded(memory.control())) {
                    ask(word);
                }
            }
            case SWEPT -> recycle(word);
        }
        return 1;
    }

    /** Who sees SETTLING must not take an older handshake's answers for this one's, so one thread asks, and then says so. */
    private void ask(long word) {
        if (phase.move(word, ASKING)) {
            // In this order: if they are equal, all pages that there are have been scanned.
            long scanned = OrderedScan.scannedPages(memory.control());
            pagesAsked = OrderedScan.reservedPages(memory.control());
            if (scanned != pagesAsked) {
                phase.move(phase.word(), SCANNING);
                return;
            }
            if (memory.options().barrier() == Barrier.CHECKED) {
                rendezvous.requestHandshake();
            }
            phase.move(phase.word(), SETTLING);
        }
    }

    /**
     * Under CHECKED a mutator may have loaded a from-space reference whose slot was then overwritten: it copies an object that
     * no page named when scanning seemed to have ended. After a handshake nobody holds such a reference any more, and either nothing
     * was copied, or there are more pages.
     */
    private long settle(long word) {
        if (memory.options().barrier() == Barrier.CHECKED && !rendezvous.isSettled()) {
            return 0;
        }
        switch (weak.scanned(pagesAsked)) {
            case NOT_YET, MORE -> phase.move(word, SCANNING);
            case OVER -> recycle(word);
        }
        return 1;
    }

    private void recycle(long word) {
        if (!hasFailed() && phase.move(word, RECYCLING)) {
            newArea.copiesAreKnown();
            // Mutators learn at their next safepoint that loads need no barrier any more.
            rendezvous.requestHandshake();
        }
    }

    private void finish(Participant self) {
        try {
            report(self);
        } finally {
            phase.move(phase.word(), IDLE);
        }
        events.haveTold();
    }

    private void report(Participant self) {
        roots.endCollection(collection);
        newArea.end();
        CollectionCounters now = counters();
        CollectionCounters before = lastCounters;
        lastCounters = now;
        long copied = now.bytesCopied() - before.bytesCopied();
        liveBytes = copied + newArea.large().liveBytes();
        lastCopies = newArea.copiedBytes();
        long ended = System.nanoTime();
        CollectorEvent.CollectionFinished finished = new CollectorEvent.CollectionFinished(collection, startNanos, ended - startNanos, liveBytes,
                usedBytes(), copied, now.objectsCopied() - before.objectsCopied(), now.pagesByTrap() - before.pagesByTrap(),
                now.pagesByCollector() - before.pagesByCollector(), now.pagesByAssist() - before.pagesByAssist());
        cycle.end(finished);
        cycle = Recorder.Span.NONE;
        log.ended(finished);
        events.enqueueEnd(finished);
        if (memory.options().verification() == Verification.AFTER_GC) {
            verifyStopped(self);
        }
    }

    /**
     * Checks the heap with mutators stopped.
     *
     * @param self the calling mutator, or null
     * @throws org.tospace.gc.HeapVerificationException when something is wrong
     */
    private void verifyStopped(Participant self) {
        rendezvous.stop(self);
        try {
            verifier.verify();
        } finally {
            rendezvous.resume(self);
        }
    }

    /**
     * Brings a collection that is under way to its end, checks the heap and shows what is live to {@code inspection}, while mutators are
     * stopped.
     *
     * @param self the calling mutator, or null
     * @throws org.tospace.gc.HeapVerificationException when something is wrong; nothing is shown then
     */
    public <T, E extends Exception> T inspect(Participant self, Agent agent, Inspection<T, E> inspection) throws E {
        while (true) {
            complete(self, agent);
            rendezvous.stop(self);
            try {
                if (!isActive()) {
                    return verifier.inspect(inspection);
                }
            } finally {
                rendezvous.resume(self);
            }
        }
    }

    /** Works, and passes safepoints, until no collection is under way. */
    public void complete(Participant self, Agent agent) {
        complete(self, agent, false);
    }

    /** The same, but what the collection need not do is left out. */
    void completeSoon(Participant self, Agent agent) {
        complete(self, agent, true);
    }

    private void complete(Participant self, Agent agent, boolean soon) {
        Backoff backoff = new Backoff();
        while (isActive()) {
            checkFailure();
            if (soon) {
                hurry();
            }
            if (step(self, agent, ASSIST_RUN) != 0) {
                backoff.reset();
            } else {
                // For whoever works: a thread that stops the mutators of another heap, perhaps, and waits for this one.
                Rendezvous.blockElsewhere(self);
                backoff.pause();
                Rendezvous.unblockElsewhere();
            }
            if (self != null && rendezvous.isRequested()) {
                rendezvous.safepoint(self);
            }
        }
        checkFailure();
    }

    /** Waits until listeners have been told of all that happened so far. */
    public void awaitTold(Participant self) {
        Rendezvous.blockElsewhere(self);
        if (self != null) {
            rendezvous.block(self);
        }
        try {
            events.catchUp();
        } finally {
            if (self != null) {
                rendezvous.unblock(self);
            } else {
                Rendezvous.unblockElsewhere();
            }
        }
    }

    /** The collector can do no more; every safepoint throws this from here on. The first failure stays. */
    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        rendezvous.alarm();
    }

    /** Whether the collector can do no more. The first who notices sees to it that every mutator does. */
    boolean hasFailed() {
        boolean failed = failure != null || failureKind() != Failure.NONE;
        if (failed) {
            rendezvous.alarm();
        }
        return failed;
    }

    private long failureKind() {
        return FailureDescription.kind(memory.control());
    }

    /**
     * Throws what ended this heap's collections, if anything did.
     *
     * @throws org.tospace.gc.HeapFailureException the failure, with its cause
     */
    public void checkFailure() {
        Optional<HeapFailureException> failed = failure();
        if (failed.isPresent()) {
            throw log.failed(failed.get());
        }
    }

    /** What ended this heap's collections, if anything did. */
    public Optional<HeapFailureException> failure() {
        return hasFailed() ? Optional.of(FailureDescription.exception(memory.control(), failure)) : Optional.empty();
    }
}
