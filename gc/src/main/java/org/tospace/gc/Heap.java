package org.tospace.gc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.tospace.gc.collector.AgentTable;
import org.tospace.gc.collector.Allocator;
import org.tospace.gc.collector.BackgroundCollector;
import org.tospace.gc.collector.CollectionCounters;
import org.tospace.gc.collector.Collector;
import org.tospace.gc.collector.HeapLog;
import org.tospace.gc.collector.HeapMemory;
import org.tospace.gc.collector.Rehearsal;
import org.tospace.gc.collector.Rendezvous;
import org.tospace.gc.collector.Roots;
import org.tospace.gc.collector.SharedRoots;
import org.tospace.gc.collector.ThreadDirectory;
import org.tospace.gc.hprof.DumpFile;
import org.tospace.gc.hprof.HeapDump;
import org.tospace.gc.inspect.Inspection;
import org.tospace.gc.inspect.LayoutCounts;
import org.tospace.gc.jfr.FlightRecording;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.PageTrap;
import org.tospace.gc.weak.CellEntries;
import org.tospace.gc.weak.HashedEntries;
import org.tospace.gc.weak.Registrations;
import org.tospace.gc.weak.WeakProcessing;
import org.tospace.runtime.trap.TrapRegion;

/**
 * A garbage-collected object space outside the Java heap. Objects are allocated, read and written by {@link Mutator}s and are reclaimed
 * when no root reaches them. A process may have several heaps; references of one mean nothing in another.
 *
 * <p>Collections are incremental and concurrent: a flip stops the mutators for as long as it takes to forward the roots, and all else
 * is done beside them or in small parts (Baker 1978; Appel, Ellis and Li 1988).
 *
 * <p>Any thread may call any method. A heap keeps a thread and native memory until it is closed.
 *
 * <p>Example:
 * {@snippet :
 * try (Heap own = Heap.open("heap=64m")) {
 *     Mutator mutator = own.attach();                  // closed with the heap
 *     GlobalRoot list = own.newGlobalRoot(mutator.allocate(PAIR));
 *     own.collect();                                   // list.get() is up to date afterwards
 * }
 * }
 */
public final class Heap implements AutoCloseable {
    private static final long LARGEST_BUFFER_BYTES = 64 << 10;
    private static final long BUFFERS_IN_SPACE = 32;
    private static final AtomicLong OPENED = new AtomicLong();

    private final HeapOptions options;
    private final String name;
    private final HeapMemory memory;
    private final AgentTable agents;
    private final Rendezvous rendezvous = new Rendezvous();
    private final Roots roots;
    private final WeakProcessing weak;
    private final WeakCells weakCells;
    private final Collector collector;
    private final Allocator allocator;
    private final Faults faults;
    private final ReferenceChecks checks;
    private final Attachments attachments;
    private final BackgroundCollector background;
    private final RecordedFaults recorded;
    private final FlightRecording recording;
    private final HeapLog log;
    private final Requests requests;
    private final HeapUsers users = new HeapUsers();
    /** Undoes what {@link #registerMXBean} did; null when there is nothing to undo. Guarded by this. */
    private Runnable management;

    private Heap(HeapOptions options) {
        this.options = options;
        this.name = options.name().isEmpty() ? "heap-" + OPENED.incrementAndGet() : options.name();
        this.memory = new HeapMemory(options);
        this.agents = new AgentTable();
        this.roots = new Roots(memory);
        this.collector = new Collector(memory, agents, rendezvous, roots);
        this.log = HeapLog.of(name, options);
        collector.setLog(log);
        this.allocator = new Allocator(collector);
        this.weak = collector.weak();
        this.faults = new Faults(memory, collector);
        this.attachments = new Attachments(this, users, agents, rendezvous, new ThreadDirectory(memory));
        this.checks = !options.testsReferences() ? null : new ReferenceChecks(collector, faults, options.encoding(), memory.delta());
        this.requests = new Requests(collector, agents.acquire());
        this.weakCells = new WeakCells(this, new CellEntries(weak));
        RecordedFaults opened = RecordedFaults.NONE;
        FlightRecording linked = null;
        boolean complete = false;
        try {
            opened = takeFaults();
            this.recorded = opened;
            faults.setRecorded(recorded);
            linked = FlightRecording.link(name, options.spaceBytes(), memory::residentBytes, collector.events()::setRecorder);
            this.recording = linked;
            this.background = options.background() ? new BackgroundCollector(collector, agents) : null;
            complete = true;
            log.opened(options);
        } finally {
            if (!complete) {
                if (linked != null) {
                    linked.close();
                }
                free(opened);
            }
        }
    }

    private RecordedFaults takeFaults() {
        long context = memory.control() + ControlBlock.COLLECTION;
        return switch (options.barrier()) {
            case TRAP -> RecordedFaults.of(TrapRegion.openNative(memory.base(), memory.bytes(), context, memory.trapSignal(),
                    Collector.trapServiceAddress(), memory.control()));
            case UPCALL -> RecordedFaults.of(TrapRegion.open(memory.base(), memory.bytes(), context, memory.trapSignal(), this::serveTrap));
            case CHECKED -> RecordedFaults.NONE;
        };
    }

    private void free(RecordedFaults opened) {
        opened.close();
        synchronized (this) {
            faults.close();
        }
        memory.close();
        weak.close();
        roots.close();
        agents.close();
    }

    /**
     * Opens a heap.
     *
     * @throws UnsupportedOperationException on anything but Linux; on another processor than x86-64 with any barrier but {@link Barrier#CHECKED};
     *         or when the kernel lacks the chosen protection
     * @throws org.tospace.runtime.linux.SystemCallException when the operating system refuses memory or signals
     */
    public static Heap open(HeapOptions options) {
        options.barrier().require();
        options.protection().require();
        if (options.barrier() != Barrier.TRAP) {
            Rehearsal.ensure();
        }
        return new Heap(options);
    }

    /**
     * Opens a heap with options as text.
     *
     * @param options such as {@code heap=64m,barrier=checked}; see {@link HeapOptions}
     * @throws IllegalArgumentException when they cannot be read
     */
    public static Heap open(String options) {
        return open(HeapOptions.parse(options));
    }

    /** Serves the fault of an accessor, as an upcall on the faulting thread; allocates nothing, takes no lock. */
    private boolean serveTrap(long address) {
        Mutator mutator = attachments.current();
        return mutator != null && PageTrap.serve(memory.control(), mutator.agentRecord(), address) == PageTrap.SERVED;
    }

    /** The heap's name where several are shown: that of its options, or {@code heap-} and a number. */
    public String name() {
        return name;
    }

    /** How the heap was opened. */
    public HeapOptions options() {
        return options;
    }

    /**
     * Attaches the calling thread, which may then use the heap's objects through the mutator and must pass safepoints.
     *
     * @throws IllegalStateException when it is attached already, is a virtual thread, or the heap is closed
     * @throws StackOverflowError when little stack is left; the thread is not attached then
     */
    public Mutator attach() {
        return attachments.attach();
    }

    Attachments attachments() {
        return attachments;
    }

    /**
     * A new global root.
     *
     * @param value what it holds at first; if that is a reference, the caller is attached
     */
    public GlobalRoot newGlobalRoot(long value) {
        users.enter();
        try {
            return new GlobalRoot(this, value);
        } finally {
            users.leave();
        }
    }

    /**
     * A new weak root.
     *
     * @param value what it holds at first; if that is a reference, the caller is attached
     */
    public WeakRoot newWeakRoot(long value) {
        users.enter();
        try {
            return new WeakRoot(this, weakCells.entries(), value);
        } finally {
            users.leave();
        }
    }

    /**
     * A new table of roots for mutators to share, empty.
     *
     * @param most how many slots it can ever have; costs addresses, and memory only as they are used
     * @throws IllegalArgumentException when {@code most} is not 1 to 2^30
     */
    public RootArray newRootArray(int most) {
        if (most < 1 || most > RootArray.MAXIMUM_SLOTS) {
            throw new IllegalArgumentException("most must be 1 to " + RootArray.MAXIMUM_SLOTS + " slots: " + most);
        }
        users.enter();
        try {
            return new RootArray(this, roots.newShared(most));
        } finally {
            users.leave();
        }
    }

    /** Weak references and ephemerons that are objects of this heap. */
    public WeakCells weakCells() {
        return weakCells;
    }

    /** A new weak table, empty: a set of objects that does not keep them alive. */
    public WeakTable newWeakTable() {
        users.enter();
        try {
            return new WeakTable(this, new HashedEntries(weak, false));
        } finally {
            users.leave();
        }
    }

    /** A new ephemeron table, empty: a map whose keys do not live for being in it, and whose values live as long as their keys. */
    public EphemeronTable newEphemeronTable() {
        users.enter();
        try {
            return new EphemeronTable(this, new HashedEntries(weak, true));
        } finally {
            users.leave();
        }
    }

    /** A new finalization queue, empty. */
    public FinalizationQueue newFinalizationQueue() {
        users.enter();
        try {
            return new FinalizationQueue(this, new Registrations(weak));
        } finally {
            users.leave();
        }
    }

    /** Adds a table that the embedder keeps itself: called at each flip from now on. */
    public void addRootProvider(RootProvider provider) {
        roots.add(Objects.requireNonNull(provider, "provider"));
    }

    /** Removes a provider: what it named lives on only if something else names it. */
    public void removeRootProvider(RootProvider provider) {
        roots.remove(provider);
    }

    /** What a slot below its table's floor holds, once it may be read. */
    long readPending(SharedRoots slots, int index) {
        Mutator mutator = attachments.current();
        if (mutator != null) {
            mutator.requireRoot(slots.area(), index);
            return slots.get(index);
        }
        long value = slots.get(index);
        if (options.encoding().isReference(value)) {
            throw new IllegalStateException("a root that holds a reference can be read by attached threads only, not by "
                    + Thread.currentThread().getName());
        }
        return value;
    }

    /**
     * Starts a collection and returns when it has ended: what was unreachable at the call is reclaimed. A safepoint of the calling
     * thread, if it is attached.
     */
    public void collect() {
        refuseListeners();
        users.enter();
        try {
            requests.collect(attachments.caller());
        } finally {
            users.leave();
        }
    }

    /**
     * Ends the collection that is under way, stops all mutators and checks every object and reference. A safepoint of the calling
     * thread, if it is attached. Takes time and native memory in proportion to the heap in use; mutators are stopped for all of it.
     *
     * @return what was seen
     * @throws HeapVerificationException when something is wrong: it tells what, and the shortest path there from a root
     */
    public VerificationResult verify() {
        return inspect((live, _) -> live.summary());
    }

    /** Shows what is live to {@code inspection}, while mutators are stopped. */
    <T, E extends Exception> T inspect(Inspection<T, E> inspection) throws E {
        refuseListeners();
        users.enter();
        try {
            return requests.inspect(attachments.caller(), inspection);
        } finally {
            users.leave();
        }
    }

    /**
     * Counts the live objects by tag and by layout. Ends the collection that is under way, stops all mutators and checks the heap, as
     * {@link #verify} does; what it counts is exactly what roots reach. A safepoint of the calling thread, if it is attached.
     *
     * @throws HeapVerificationException when the heap is broken
     */
    public HeapHistogram histogram() {
        LayoutCounts counts = inspect((live, _) -> LayoutCounts.of(live));
        return counts.histogram(collector.labels());
    }

    /**
     * Writes the live objects to a file as a JVM writes its own: the format "hprof", which VisualVM, Eclipse MAT and the profilers of IDEs open.
     * Ends the collection that is under way, stops all mutators, checks the heap and writes; the mutators go on when the file is complete.
     * A safepoint of the calling thread, if it is attached. An interrupt ends it.
     *
     * <p>{@link HeapDumpResult} says how objects, slots, raw bytes and roots are shown.
     *
     * <p>Example:
     * {@snippet :
     * heap.setTagNames(tag -> tag == 1 ? "pair" : null);
     * HeapDumpResult dump = heap.dump(Path.of("after-parsing.hprof"));
     * System.out.println(dump.objects() + " objects");
     * }
     *
     * @param file a file that does not exist; it should end in {@code .hprof}
     * @throws java.nio.file.FileAlreadyExistsException when the file exists
     * @throws java.nio.file.NoSuchFileException when its folder does not
     * @throws IOException when it cannot be written; what was written is removed
     * @throws HeapVerificationException when the heap is broken; there is no file then
     */
    public HeapDumpResult dump(Path file) throws IOException {
        return DumpFile.write(file, channel -> inspect((live, roots) -> {
            long fileBytes = HeapDump.write(channel, live, roots, collector.labels());
            return new HeapDumpResult(file, live.summary().objects(), live.summary().bytes(), fileBytes);
        }));
    }

    /**
     * Gives tags names, which {@link #verify}, {@link #histogram} and {@link #dump} use from now on.
     *
     * @param names the embedder's; null for none
     */
    public void setTagNames(TagNames names) {
        collector.labels().set(names);
    }

    /** Figures since the heap was opened. */
    public HeapStatistics statistics() {
        users.enter();
        try {
            return readStatistics();
        } finally {
            users.leave();
        }
    }

    private HeapStatistics readStatistics() {
        CollectionCounters counters = collector.counters();
        return new HeapStatistics(collector.collection(), collector.flipNanos(), collector.timeToStopNanos(), counters.traps(),
                counters.trapWaitNanos(), counters.trapNanos() - counters.trapWaitNanos(), allocator.assists(), allocator.assistNanos(),
                allocator.stalls(), allocator.stallNanos(), counters.pagesByTrap(), counters.pagesByCollector(), counters.pagesByAssist(),
                collector.allocatedBytes(), counters.bytesCopied(), counters.objectsCopied(), collector.liveBytes(), collector.usedBytes(),
                memory.residentBytes(), weak.cleared(), weak.finalizable(), collector.largeBytes());
    }

    /** Adds a listener, told of what happens from now on. */
    public void addListener(CollectorListener listener) {
        collector.events().add(listener);
    }

    /** Removes a listener. It is told of all that has happened so far before this returns, unless the caller is a listener itself. */
    public void removeListener(CollectorListener listener) {
        if (!collector.events().isTelling() && users.tryEnter()) {
            try {
                collector.events().catchUp();
            } finally {
                users.leave();
            }
        }
        collector.events().remove(listener);
    }

    /**
     * Shows the heap to the Java Management Extensions, as {@code org.tospace:type=Heap,name=} and {@link #name}, until it is closed. From now on pauses are
     * counted by length.
     *
     * @return the name that it has there
     * @throws IllegalStateException when it is registered already, or another heap of the same name is
     * @throws UnsupportedOperationException when this JVM lacks the module {@code java.management}
     */
    public String registerMXBean() {
        if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
            throw new UnsupportedOperationException("there is no management in this JVM: the module java.management is missing");
        }
        users.enter();
        try {
            synchronized (this) {
                management = HeapManagement.register(this);
            }
        } finally {
            users.leave();
        }
        return HeapMXBean.DOMAIN_AND_TYPE + name;
    }

    private synchronized void unregister() {
        if (management != null) {
            management.run();
        }
    }

    /**
     * The last access that no page scan could make good: a stale or wild reference. Empty when there was none. One that led outside all heaps is told by each that is open,
     * since none knows whose it was.
     *
     * <p>Under {@link Barrier#CHECKED} no signal is taken, so what plain code does with such a reference goes unnoticed, or ends the process; only what {@code checks=on} or
     * stress finds is told.
     */
    public synchronized Optional<FaultReport> lastFault() {
        return faults.last();
    }

    /**
     * Frees everything. The calling thread's mutator is detached, after a safepoint; there must be no other. Waits for threads that are in a method of this
     * heap; must not be called by a listener.
     *
     * @throws IllegalStateException when other threads are still attached; the heap stays open
     */
    @Override
    public void close() {
        refuseListeners();
        Mutator mutator = attachments.caller();
        rendezvous.forgetEnded();
        if (mutator != null) {
            mutator.refreshGuard();
        }
        if (!users.close(mutator == null ? 0 : 1)) {
            return;
        }
        if (mutator != null) {
            mutator.close();
        }
        users.awaitVisitors();
        if (background != null) {
            background.close();
        }
        recording.close();
        unregister();
        // What mutators told last, when nobody was left to tell it on.
        collector.events().drain();
        long collections = collector.collection();
        free(recorded);
        log.closed(collections);
    }

    private void refuseListeners() {
        if (collector.events().isTelling()) {
            throw new IllegalStateException("a listener cannot start, await or end anything: it is told while the collector is at work");
        }
        if (roots.isVisiting()) {
            throw new IllegalStateException("a root provider cannot start, await or end anything: it is called while mutators are stopped");
        }
    }

    long bufferBytes() {
        if (options.bufferBytes() != 0) {
            return options.bufferBytes();
        }
        if (options.stress() != 0) {
            return options.pageBytes();
        }
        long bytes = Math.min(LARGEST_BUFFER_BYTES, options.spaceBytes() / BUFFERS_IN_SPACE);
        return Math.max(options.pageBytes(), bytes & -options.pageBytes());
    }

    Roots roots() {
        return roots;
    }

    HeapMemory memory() {
        return memory;
    }

    Collector collector() {
        return collector;
    }

    Allocator allocator() {
        return allocator;
    }

    Rendezvous rendezvous() {
        return rendezvous;
    }

    Faults faults() {
        return faults;
    }

    ReferenceChecks checks() {
        return checks;
    }
}
