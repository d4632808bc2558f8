package org.tospace.gc.collector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.tospace.gc.Barrier;
import org.tospace.gc.CollectorEvent;
import org.tospace.gc.Verification;
import org.tospace.gc.VerificationResult;
import org.tospace.gc.scan.Failure;
import org.tospace.gc.scan.OrderedScan;

/**
 * One heap's collector: the flip and the phases that follow it. It has no thread of its own; whoever calls {@link #step} does some
 * of the work, be it the background thread or a mutator that pays for its allocation.
 *
 * <table>
 *   <caption>Phases</caption>
 *   <tr><th>phase</th><th>meaning</th><th>next</th><th>when</th></tr>
 *   <tr><td>IDLE</td><td>from-space is clean</td><td>STARTING</td><td>a flip, mutators stopped</td></tr>
 *   <tr><td>STARTING</td><td>who flipped reports it</td><td>SCANNING</td><td>it has</td></tr>
 *   <tr><td>SCANNING</td><td>pages wait to be scanned</td><td>ASKING</td><td>as many pages scanned as reserved</td></tr>
 *   <tr><td>ASKING</td><td>one thread asks mutators to pass a safepoint (CHECKED only)</td><td>SETTLING</td><td>it has asked</td></tr>
 *   <tr><td>SETTLING</td><td>mutators may still hold what they loaded before (CHECKED only)</td><td>RECYCLING, or SCANNING again</td>
 *     <td>every mutator has passed a safepoint; SCANNING if they copied meanwhile</td></tr>
 *   <tr><td>RECYCLING</td><td>from-space is being cleaned</td><td>FINISHING</td><td>all of it is clean</td></tr>
 *   <tr><td>FINISHING</td><td>one thread verifies and reports</td><td>IDLE</td><td>it has</td></tr>
 * </table>
 *
 * <p><b>Invariant (to-space):</b> from the flip on, no mutator holds a from-space reference: roots are forwarded while mutators are
 * stopped, and the barrier sees to what they load.
 * <b>Invariant (idle-flip):</b> a flip happens in IDLE only, and after every worker has left {@link #step}.
 */
public final class Collector {
    private static final int IDLE = 0;
    private static final int STARTING = 1;
    private static final int SCANNING = 2;
    private static final int ASKING = 3;
    private static final int SETTLING = 4;
    private static final int RECYCLING = 5;
    private static final int FINISHING = 6;

    /** Of a collection's work, the part that is scanning and not recycling. */
    private static final double SCAN_SHARE = 0.8;

    private final HeapMemory memory;
    private final ScanEngine engine;
    private final AgentTable agents;
    private final Rendezvous rendezvous;
    private final NewArea newArea;
    private final Recycler recycler;
    private final Flip flip;
    private final Verifier verifier;
    private final EventPublisher events;
    private final AtomicInteger phase = new AtomicInteger(IDLE);
    private final AtomicInteger workers = new AtomicInteger();
    private final LongAdder flipNanos = new LongAdder();
    private final LongAdder timeToStopNanos = new LongAdder();
    private volatile Thread backgroundThread;
    private volatile long backgroundRecord;
    private volatile long collection;
    private volatile long liveBytes;
    private volatile RuntimeException failure;
    /** These three are written by who flips and read by who finishes; the phase orders them. */
    private CollectionCounters atFlip;
    private long startNanos;
    private long lastCopies = Flip.NO_COLLECTION_YET;

    /** A collector of a heap that is empty. */
    public Collector(HeapMemory memory, AgentTable agents, Rendezvous rendezvous, RootTable globals) {
        this.memory = memory;
        this.engine = ScanEngine.of(memory);
        this.agents = agents;
        this.rendezvous = rendezvous;
        this.newArea = new NewArea(memory);
        this.recycler = new Recycler(memory);
        this.flip = new Flip(memory, engine, agents, rendezvous, globals, newArea, recycler);
        this.verifier = new Verifier(memory, newArea, rendezvous, globals);
        this.events = new EventPublisher(memory.ring(), engine.clock());
    }

    /** Where the machine code is that serves traps in signal handlers; see {@link org.tospace.gc.scan.ThreadTrap#serve}. */
    public static long trapServiceAddress() {
        return CompiledScanner.serviceAddress();
    }

    /** How many collections have begun. */
    public long collection() {
        return collection;
    }

    /** Whether slots may still hold from-space references. */
    public boolean guardsLoads() {
        int now = phase.get();
        return now >= STARTING && now <= SETTLING;
    }

    /** Whether a collection has begun and not ended. */
    public boolean isActive() {
        return phase.get() != IDLE;
    }

    /** Where events go. */
    public EventPublisher events() {
        return events;
    }

    /** Where new objects and the budget are. */
    NewArea newArea() {
        return newArea;
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

    /** Bytes of pages in use in to-space. */
    public long usedBytes() {
        return newArea.usedBytes() + newArea.copiedBytes();
    }

    /** Whether an address is where to-space's copies or new objects are by now. */
    public boolean isInUse(long address) {
        Space space = newArea.space();
        return address >= space.copyBase() && address < space.copyBase() + newArea.copiedBytes()
                || address >= space.newBase() && address < newArea.top();
    }

    /** What agents have done so far. */
    public CollectionCounters counters() {
        return CollectionCounters.read(agents, backgroundRecord, engine.clock());
    }

    void setBackground(Thread thread, Agent agent) {
        backgroundRecord = agent.record();
        backgroundThread = thread;
    }

    /** How much of the present collection's work is done, from 0 to 1, as far as can be told. */
    double progress() {
        return switch (phase.get()) {
            case STARTING -> 0;
            case SCANNING, ASKING, SETTLING -> SCAN_SHARE * scanProgress();
            case RECYCLING -> SCAN_SHARE + (1 - SCAN_SHARE) * recycler.progress();
            default -> 1;
        };
    }

    private double scanProgress() {
        long expected = Math.max(newArea.expectedCopies(), memory.options().pageBytes());
        return Math.min(1, (double) (OrderedScan.scannedPages(memory.control()) * memory.options().pageBytes()) / expected);
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
        long asked = System.nanoTime();
        rendezvous.stop(self);
        long stopped = System.nanoTime();
        boolean flipped = false;
        long slots = 0;
        try {
            flipped = collection == expected && phase.compareAndSet(IDLE, STARTING);
            if (flipped) {
                while (workers.get() != 0) {
                    Thread.onSpinWait();
                }
                atFlip = counters();
                startNanos = asked;
                slots = flip.exchange(agent, expected + 1, lastCopies);
                collection = expected + 1;
            }
        } finally {
            rendezvous.resume(self);
        }
        if (flipped) {
            long ended = System.nanoTime();
            flipNanos.add(ended - asked);
            timeToStopNanos.add(stopped - asked);
            events.publishStart(new CollectorEvent.CollectionStarted(expected + 1, asked),
                    new CollectorEvent.Flip(expected + 1, asked, stopped - asked, ended - asked, slots));
            // Only now may the collection go on and end, so that its events come in order.
            phase.set(SCANNING);
            LockSupport.unpark(backgroundThread);
        }
        return flipped;
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
        try {
            return switch (phase.get()) {
                case SCANNING -> scan(agent, maxPages);
                case SETTLING -> settle();
                case RECYCLING -> recycle();
                case FINISHING, STARTING, ASKING, IDLE -> 0;
                default -> throw new AssertionError("phase " + phase.get());
            };
        } catch (RuntimeException e) {
            // A refused system call: part of the work is lost, so nobody may wait for its end.
            fail(e);
            throw e;
        } finally {
            workers.decrementAndGet();
            finishIfRecycled(self);
        }
    }

    private long scan(Agent agent, long maxPages) {
        long pages = engine.scanNext(agent.record(), maxPages);
        if (pages != 0 || failureKind() != Failure.NONE || !OrderedScan.hasEnded(memory.control())) {
            return pages;
        }
        // Who sees SETTLING must not take an older handshake's answers for this one's, so one thread asks, and then says so.
        if (phase.compareAndSet(SCANNING, ASKING)) {
            if (memory.options().barrier() == Barrier.CHECKED) {
                rendezvous.requestHandshake();
            }
            phase.set(SETTLING);
        }
        return 1;
    }

    /**
     * Under CHECKED a mutator may have loaded a from-space reference whose slot was then overwritten: it copies an object that
     * no page named when scanning seemed to have ended. After a handshake nobody holds such a reference any more, and either nothing
     * was copied, or there are pages to scan.
     */
    private long settle() {
        if (memory.options().barrier() == Barrier.CHECKED && !rendezvous.isSettled()) {
            return 0;
        }
        if (!OrderedScan.hasEnded(memory.control())) {
            phase.compareAndSet(SETTLING, SCANNING);
        } else if (phase.compareAndSet(SETTLING, RECYCLING)) {
            newArea.copiesAreKnown();
            // Mutators learn at their next safepoint that loads need no barrier any more.
            rendezvous.requestHandshake();
        }
        return 1;
    }

    private long recycle() {
        return recycler.step() ? 1 : 0;
    }

    private void finishIfRecycled(Participant self) {
        if (phase.get() == RECYCLING && recycler.isDone() && phase.compareAndSet(RECYCLING, FINISHING)) {
            try {
                finish(self);
            } finally {
                phase.set(IDLE);
            }
        }
    }

    private void finish(Participant self) {
        recycler.trim();
        CollectionCounters now = counters();
        long copied = now.bytesCopied() - atFlip.bytesCopied();
        liveBytes = copied;
        lastCopies = newArea.copiedBytes();
        long ended = System.nanoTime();
        events.publish(new CollectorEvent.CollectionFinished(collection, startNanos, ended - startNanos, copied, copied,
                now.objectsCopied() - atFlip.objectsCopied(), now.pagesByTrap() - atFlip.pagesByTrap(),
                now.pagesByCollector() - atFlip.pagesByCollector(), now.pagesByAssist() - atFlip.pagesByAssist()));
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
    private VerificationResult verifyStopped(Participant self) {
        rendezvous.stop(self);
        try {
            return verifier.verify();
        } finally {
            rendezvous.resume(self);
        }
    }

    /** Brings a collection that is under way to its end and checks the heap. */
    public VerificationResult verify(Participant self, Agent agent) {
        while (true) {
            complete(self, agent);
            rendezvous.stop(self);
            try {
                if (phase.get() == IDLE) {
                    return verifier.verify();
                }
            } finally {
                rendezvous.resume(self);
            }
        }
    }

    /** Works, and passes safepoints, until no collection is under way. */
    public void complete(Participant self, Agent agent) {
        Backoff backoff = new Backoff();
        while (isActive()) {
            checkFailure();
            if (step(self, agent, 1) != 0) {
                backoff.reset();
            } else {
                backoff.pause();
            }
            if (self != null && rendezvous.isRequested()) {
                rendezvous.safepoint(self);
            }
        }
        checkFailure();
    }

    /** The collector can do no more; every safepoint throws this from here on. The first failure stays. */
    void fail(RuntimeException cause) {
        if (failure == null) {
            failure = cause;
        }
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
        if (failure != null || failureKind() != Failure.NONE) {
            throw FailureDescription.exception(memory.control(), failure);
        }
    }
}
