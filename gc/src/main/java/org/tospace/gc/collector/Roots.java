package org.tospace.gc.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tospace.gc.RootProvider;
import org.tospace.gc.scan.ControlBlock;
import org.tospace.gc.scan.RootChunks;
import org.tospace.gc.scan.RootRecord;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.memory.NativeBlock;

/**
 * All of a heap's roots, and what a flip does with them: the topmost slots of each root stack are forwarded while mutators are stopped, and
 * so are the smallest tables and what providers visit; everything else is left pending ({@link RootChunks}). So a flip takes as long
 * for a million slots as for a hundred.
 *
 * <p><b>Memory.</b> An area that may be pending is not given back before the end of the next collection: whoever looks at the list of a
 * collection's areas has left it when the next one flips (idle-flip), and so has every mutator that read a slot.
 */
public final class Roots {
    /** How many of a stack's topmost slots are forwarded at the flip at least; at most a chunk more. */
    private static final int TOP_SLOTS = RootRecord.CHUNK_SLOTS;

    /** How many slots of tables that mutators share are forwarded at the flip at most. */
    private static final int SHARED_SLOTS = 2 * RootRecord.CHUNK_SLOTS - 1;

    /** What is done with roots in native memory. */
    @FunctionalInterface
    interface Walk {
        /** Deals with {@code count} slots; {@code first} is the number of the first among those of this name. */
        void visit(String name, long address, long count, long first);
    }

    private record Retired(RootArea area, long collection) {
    }

    private final long control;
    private final ScanEngine engine;
    private final NativeBlock piece = NativeBlock.reserve((long) ProviderVisit.PIECE_SLOTS * Long.BYTES);
    private final RootTable globals = new RootTable();
    private final List<SharedRoots> shared = new CopyOnWriteArrayList<>(List.of(globals.slots()));
    private final List<RootProvider> providers = new CopyOnWriteArrayList<>();
    /** Guarded by this object's monitor. */
    private final List<Retired> retired = new ArrayList<>();
    private volatile long collection;
    private volatile Thread visiting;

    /** The roots of a heap: none yet. */
    public Roots(HeapMemory memory) {
        this.control = memory.control();
        this.engine = ScanEngine.of(memory);
    }

    /** The global roots. */
    public RootTable globals() {
        return globals;
    }

    /** A table of roots that mutators share, of at most so many slots; empty. Any thread. */
    public SharedRoots newShared(int slots) {
        SharedRoots table = new SharedRoots("root array", new RootArea(slots));
        shared.add(table);
        return table;
    }

    /** Ends the use of a table made by {@link #newShared}. Any thread. */
    public synchronized void close(SharedRoots table) {
        if (shared.remove(table)) {
            table.close();
            keepUntilUnseen(table.area());
        }
    }

    /** Adds a provider. Any thread. */
    public void add(RootProvider provider) {
        providers.add(provider);
    }

    /** Removes a provider. Any thread. */
    public void remove(RootProvider provider) {
        providers.remove(provider);
    }

    /** Gives an area back that was one mutator's own, as soon as the scanner cannot be looking at it. Any thread. */
    public void retire(RootArea area) {
        area.lower(0);
        if (area.pendingIn() == collection) {
            keepUntilUnseen(area);
        } else {
            area.close();
        }
    }

    private synchronized void keepUntilUnseen(RootArea area) {
        retired.add(new Retired(area, collection));
    }

    /** Makes a slot readable that is below its area's floor; a mutator that holds nothing others could wait for. */
    public void require(Agent agent, RootArea area, int index) {
        if (!RootChunks.isScanned(control, area.record(), index)) {
            engine.requireRoot(agent.record(), area.record(), index);
        }
    }

    /**
     * Forwards what must be forwarded while mutators are stopped, and leaves the rest pending.
     *
     * @param agent whom objects are copied by
     * @param number the new collection's
     * @return how many root slots there are
     */
    long flip(Agent agent, long number, List<Participant> participants) {
        return forwardSlots(agent, number, participants)
                + visitProviders((_, address, count, _) -> engine.forwardRoots(agent.record(), address, count));
    }

    /** Under the monitor, so that a table closed by a thread that is no mutator is in the list and known to be, or neither. */
    private synchronized long forwardSlots(Agent agent, long number, List<Participant> participants) {
        collection = number;
        long first = 0;
        long chunks = 0;
        long slots = 0;
        int left = SHARED_SLOTS;
        for (SharedRoots table : shared) {
            int size = table.size();
            int floor = table.beginCollection(left);
            if (floor == 0) {
                forward(agent, table.area(), 0, size);
                left -= size;
            } else {
                chunks += table.area().defer(number, floor, first);
                first = table.area().record();
            }
            slots += size;
        }
        for (Participant participant : participants) {
            int depth = participant.rootsDepth();
            int floor = Math.max(0, depth - TOP_SLOTS & -RootRecord.CHUNK_SLOTS);
            forward(agent, participant.roots(), floor, depth);
            participant.setRootsFloor(floor);
            if (floor != 0) {
                chunks += participant.roots().defer(number, floor, first);
                first = participant.roots().record();
            }
            slots += depth;
        }
        Memory.putLong(control + ControlBlock.ROOTS, first);
        Memory.putLong(control + ControlBlock.ROOT_CHUNKS, chunks);
        Memory.putLong(control + ControlBlock.ROOT_CHUNKS_LEFT, chunks);
        return slots;
    }

    private void forward(Agent agent, RootArea area, int from, int to) {
        engine.forwardRoots(agent.record(), area.address() + ((long) from << 3), to - from);
    }

    private long visitProviders(Walk walk) {
        long slots = 0;
        for (RootProvider provider : providers) {
            String name = "root provider " + provider.getClass().getName() + ", value";
            ProviderVisit visit = new ProviderVisit(piece.address(), (address, count, start) -> walk.visit(name, address, count, start));
            visiting = Thread.currentThread();
            try {
                provider.visit(visit);
            } finally {
                visiting = null;
                slots += visit.end();
            }
        }
        return slots;
    }

    /** Whether the calling thread is in a provider. */
    public boolean isVisiting() {
        return visiting == Thread.currentThread();
    }

    /** Shows all roots, while mutators are stopped and none are pending. */
    void walk(Walk walk, List<Participant> participants) {
        for (SharedRoots table : shared) {
            walk.visit(table.name(), table.area().address(), table.size(), 0);
        }
        for (Participant participant : participants) {
            walk.visit("root stack of mutator " + participant.agent().id() + ", slot", participant.roots().address(), participant.rootsDepth(), 0);
        }
        visitProviders(walk);
    }

    /** Scanning has ended: no root is pending any more. By one thread, before the next flip can be. */
    void endCollection(long number) {
        for (SharedRoots table : shared) {
            table.endCollection();
        }
        List<RootArea> unseen = new ArrayList<>();
        synchronized (this) {
            retired.removeIf(each -> each.collection() < number && unseen.add(each.area()));
        }
        unseen.forEach(RootArea::close);
    }

    /** What roots add to the work of a collection: slots that were left pending, in bytes. */
    long pendingBytes() {
        return Memory.getLong(control + ControlBlock.ROOT_CHUNKS) * RootRecord.CHUNK_SLOTS * Long.BYTES;
    }

    /** How much of {@link #pendingBytes} is done. */
    long scannedBytes() {
        return pendingBytes() - RootChunks.left(control) * RootRecord.CHUNK_SLOTS * Long.BYTES;
    }

    /** Gives everything back; no mutator is attached any more. */
    public synchronized void close() {
        retired.forEach(each -> each.area().close());
        retired.clear();
        globals.close();
        for (SharedRoots table : shared) {
            table.close();
            table.area().close();
        }
        shared.clear();
        piece.close();
    }
}
