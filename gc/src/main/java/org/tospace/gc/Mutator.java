package org.tospace.gc;

import java.lang.foreign.MemorySegment;
import org.tospace.gc.collector.Agent;
import org.tospace.gc.collector.Participant;
import org.tospace.gc.collector.Room;
import org.tospace.gc.collector.RootArea;
import org.tospace.gc.scan.IdentityHash;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.gc.weak.Reviver;
import org.tospace.runtime.memory.Memory;

/**
 * One thread's access to a heap: it allocates, reads and writes objects, and keeps references in its {@link RootStack}.
 *
 * <p><b>Thread.</b> Only the thread that attached it may use a mutator, until {@link #close} detaches it.
 *
 * <p><b>References</b> ({@code ref}) are addresses of objects; they die at the next safepoint ({@code allocate}, {@link #poll},
 * {@link #blocked}, {@link Heap#collect}, {@link Heap#verify}) and are read again from a root. Offsets are bytes from the object's start,
 * where the header is; slots start at offset 8, raw bytes at {@link ObjectLayout#rawOffset}. References and offsets are not checked,
 * except in heaps opened with {@code checks=on} or under stress. Without, a null or made-up reference is an {@link InternalError} where it leads to no
 * memory, and goes unnoticed where it leads to some; with {@code barrier=checked}, or on a JVM other than HotSpot, it ends the process if it leads to
 * none outside the heap.
 *
 * <p><b>Never hand a reference, or an address made from one, to the operating system or to native code.</b> Its page may be closed, where a system call
 * fails with {@code EFAULT} and does not trap, and its object moves. {@link #copyOut} to memory of your own first; {@link Bytes} has an example.
 *
 * <p><b>Several mutators</b> may read and write the same objects. Accesses are plain: as with Java's own fields, who hands a
 * reference to another thread synchronizes. Slots and aligned raw data are never torn.
 *
 * <p><b>Several heaps.</b> A safepoint in one heap is a safepoint in every heap that the thread is attached to.
 *
 * <p>A mutator that neither allocates nor polls holds up every other at the next flip: poll in loops, and use {@link #blocked} around
 * anything that may take long without touching the heap.
 *
 * <p>Example:
 * {@snippet :
 * try (Heap heap = Heap.open("heap=16m"); Mutator mutator = heap.attach()) {
 *     RootStack roots = mutator.roots();
 *     roots.push(mutator.allocate(PAIR));
 *     long second = mutator.allocate(PAIR);          // a safepoint: the first may have moved
 *     mutator.setSlot(roots.peek(), 0, second);
 * }
 * }
 */
public abstract sealed class Mutator implements AutoCloseable permits TrapMutator, GuardedMutator {
    /** Objects of more than this part of a buffer get room of their own. */
    private static final long LARGE_DIVISOR = 4;

    /** Where the next object goes, and where the buffer's fast path ends: 0 under stress, so that every allocation is counted. */
    private long top;
    private long limit;
    /** Where the buffer really ends. */
    private long bufferEnd;

    /** Whether accesses take the barrier's slow path. Changed at safepoints only: by this thread, or while it is stopped. */
    boolean guarded;

    final ReferenceChecks checks;
    private final Heap heap;
    private final RootStack roots;
    private final Port port;
    private final Blocked blocked = new Blocked(this);
    private final Bytes bytes = new Bytes(this);
    private final StackRoom stack = new StackRoom();
    private final long bufferBytes;
    /** Objects stay where they are from this size on. */
    private final long largeBytes;
    private final long delta;
    /** The innermost open scope of handles, or null. */
    private HandleScope innermost;
    private boolean open = true;
    /** The tag of what was polled last from a {@link FinalizationQueue}. */
    long polledTag;
    /** What the thread is in the middle of, in words, where it must not pass a safepoint; or null. */
    private String within;

    Mutator(Heap heap, Agent agent) {
        this.heap = heap;
        this.checks = heap.checks();
        this.roots = new RootStack(this, heap.options().rootSlots());
        this.bufferBytes = heap.bufferBytes();
        this.largeBytes = heap.options().largeBytes() == 0 ? Long.MAX_VALUE : heap.options().largeBytes();
        this.delta = heap.memory().delta();
        this.port = new Port(agent);
    }

    /** The mutator as the collector sees it. */
    private final class Port extends Participant implements Reviver {
        Port(Agent agent) {
            super(agent);
        }

        @Override
        protected void retireBuffer() {
            if (top != bufferEnd) {
                Memory.putLong(top + delta, ObjectHeader.filler(bufferEnd - top));
            }
            top = 0;
            limit = 0;
            bufferEnd = 0;
        }

        @Override
        protected void threadEnded() {
            retireBuffer();
            giveBack();
        }

        @Override
        protected RootArea roots() {
            return roots.area();
        }

        @Override
        protected int rootsDepth() {
            return roots.depth();
        }

        @Override
        public long agentRecord() {
            return agent().record();
        }

        @Override
        public long takeRoom(long bytes) {
            if (bytes > bufferEnd - top) {
                return 0;
            }
            top += bytes;
            return top - bytes;
        }

        @Override
        public void giveRoomBack(long bytes) {
            top -= bytes;
        }

        @Override
        protected void setRootsFloor(int floor) {
            roots.setFloor(floor);
        }

        @Override
        protected void setGuarded(boolean value) {
            guarded = value || checks != null;
            if (!value) {
                roots.setFloor(0);
            }
        }
    }

    final Participant port() {
        return port;
    }

    final long agentRecord() {
        return port.agent().record();
    }

    final Reviver reviver() {
        return port;
    }

    /** The heap. */
    public final Heap heap() {
        return heap;
    }

    /** This mutator's number, as in {@link CollectorEvent}; given again after it is closed. */
    public final int id() {
        return port.agent().id();
    }

    /** This mutator's roots. */
    public final RootStack roots() {
        return roots;
    }

    /**
     * A new object, all of whose slots and raw bytes are zero. A safepoint.
     *
     * @return its reference
     * @throws HeapExhaustedException when there is no room even after a full collection; the heap stays usable
     */
    public final long allocate(ObjectLayout layout) {
        long object = top;
        long end = object + layout.sizeBytes;
        if (end > limit) {
            return allocateSlowly(layout.header, layout.sizeBytes);
        }
        top = end;
        Memory.putLong(object, layout.header);
        return object;
    }

    /**
     * A new object of a size that is not known beforehand. A safepoint.
     *
     * @param tag the embedder's own mark, 0 to 65,535
     * @param slots how many slots
     * @param rawBytes how many raw bytes
     * @return its reference
     * @throws IllegalArgumentException when a number is out of the range that {@link ObjectLayout#of} gives
     * @throws HeapExhaustedException when there is no room even after a full collection; the heap stays usable
     */
    public final long allocate(int tag, long slots, long rawBytes) {
        long header = ObjectLayout.header(tag, slots, rawBytes);
        long bytes = ObjectHeader.sizeBytes(slots, rawBytes);
        long object = top;
        if (bytes > limit - object) {
            return allocateSlowly(header, bytes);
        }
        top = object + bytes;
        Memory.putLong(object, header);
        return object;
    }

    private long allocateSlowly(long header, long bytes) {
        checkUse();
        try {
            return allocateWithRoom(header, bytes);
        } finally {
            refreshGuard();
        }
    }

    private long allocateWithRoom(long header, long bytes) {
        poll();
        if (heap.options().stress() != 0) {
            heap.allocator().countForStress(port);
        }
        long object;
        if (bytes >= largeBytes || bytes > bufferBytes / LARGE_DIVISOR) {
            Room room = bytes >= largeBytes ? heap.allocator().takeLarge(port, bytes, ObjectHeader.slots(header) != 0) : heap.allocator().take(port, bytes, bytes);
            object = room.start();
            if (room.bytes() != bytes && !heap.memory().isLarge(object)) {
                Memory.putLong(object + bytes, ObjectHeader.filler(room.bytes() - bytes));
            }
        } else {
            if (bufferEnd - top < bytes) {
                port.retireBuffer();
                Room room = heap.allocator().take(port, bytes, bufferBytes);
                top = room.start();
                bufferEnd = top + room.bytes();
                limit = heap.options().stress() == 0 ? bufferEnd : 0;
            }
            object = top;
            top += bytes;
        }
        Memory.putLong(object, header);
        return object;
    }

    /**
     * A safepoint: costs one volatile read unless mutators are wanted. Call it in loops that do not allocate.
     *
     * @throws HeapFailureException when the heap cannot be collected any more
     */
    public final void poll() {
        if (heap.rendezvous().isRequested()) {
            checkUse();
            heap.rendezvous().safepoint(port);
            refreshGuard();
            heap.collector().checkFailure();
        }
    }

    /**
     * Begins a scope of handles, for as long as a native function runs.
     *
     * @throws IllegalStateException when called by another thread, or while blocked
     */
    public final HandleScope scope() {
        checkUse();
        innermost = new HandleScope(this, innermost);
        return innermost;
    }

    final HandleScope innermostScope() {
        return innermost;
    }

    final void leaveScope(HandleScope enclosing) {
        innermost = enclosing;
    }

    /** Makes a root readable that a flip has left pending; in a heap that has failed it may never be. */
    final void requireRoot(RootArea area, int index) {
        checkUse();
        heap.roots().require(port.agent(), area, index);
        heap.collector().checkFailure();
    }

    final void refreshGuard() {
        port.setGuarded(heap.collector().guardsLoads());
    }

    /**
     * A region in which this thread does not touch the heap, so that flips need not wait for it. A safepoint at both ends.
     *
     * <p>Example: {@code try (Blocked _ = mutator.blocked()) { line = reader.readLine(); }}
     */
    public final Blocked blocked() {
        checkUse();
        blocked.enter();
        return blocked;
    }

    final void leaveBlocked() {
        checkThread();
        checkStack();
        heap.rendezvous().unblock(port);
        refreshGuard();
    }

    /** What a slot holds: a value by the heap's encoding. */
    public abstract long getSlot(long ref, long index);

    /** Changes a slot. */
    public abstract void setSlot(long ref, long index, long value);

    /** Changes a slot if it holds {@code expected}, atomically, with the effects of a volatile read and write. */
    public abstract boolean compareAndSetSlot(long ref, long index, long expected, long value);

    /** A byte at an offset from the object's start. */
    public abstract byte getByte(long ref, long offset);

    /** Changes a byte. */
    public abstract void putByte(long ref, long offset, byte value);

    /** Two bytes at an offset from the object's start. */
    public abstract short getShort(long ref, long offset);

    /** Changes two bytes. */
    public abstract void putShort(long ref, long offset, short value);

    /** Four bytes at an offset from the object's start. */
    public abstract int getInt(long ref, long offset);

    /** Changes four bytes. */
    public abstract void putInt(long ref, long offset, int value);

    /** Eight bytes at an offset from the object's start. */
    public abstract long getLong(long ref, long offset);

    /** Changes eight bytes. Not for slots. */
    public abstract void putLong(long ref, long offset, long value);

    /** A float at an offset from the object's start. */
    public final float getFloat(long ref, long offset) {
        return Float.intBitsToFloat(getInt(ref, offset));
    }

    /** Changes a float. */
    public final void putFloat(long ref, long offset, float value) {
        putInt(ref, offset, Float.floatToRawIntBits(value));
    }

    /** A double at an offset from the object's start. */
    public final double getDouble(long ref, long offset) {
        return Double.longBitsToDouble(getLong(ref, offset));
    }

    /** Changes a double. */
    public final void putDouble(long ref, long offset, double value) {
        putLong(ref, offset, Double.doubleToRawLongBits(value));
    }

    /** The raw bytes of objects: to and from Java's arrays and strings, compared and hashed. */
    public final Bytes bytes() {
        return bytes;
    }

    /**
     * Copies bytes into an object's raw part.
     *
     * @param source from where: native or an array's segment, not this heap's memory
     * @param sourceOffset bytes from the source's start
     * @param offset bytes from the object's start
     */
    public final void copyIn(MemorySegment source, long sourceOffset, long ref, long offset, long bytes) {
        makeAccessible(ref, offset, bytes);
        Memory.copyIn(source, sourceOffset, ref + offset, bytes);
    }

    /**
     * Copies bytes out of an object's raw part.
     *
     * @param offset bytes from the object's start
     * @param target to where: native or an array's segment, not this heap's memory
     * @param targetOffset bytes from the target's start
     */
    public final void copyOut(long ref, long offset, MemorySegment target, long targetOffset, long bytes) {
        makeAccessible(ref, offset, bytes);
        Memory.copyOut(ref + offset, target, targetOffset, bytes);
    }

    /** Sees to it that plain loads and stores of an object's bytes will do until the next safepoint. */
    abstract void makeAccessible(long ref, long offset, long bytes);

    /** The object's tag. */
    public final int tag(long ref) {
        return ObjectHeader.tag(header(ref));
    }

    /** How many slots the object has. */
    public final long slotCount(long ref) {
        return ObjectHeader.slots(header(ref));
    }

    /** How many raw bytes the object has. */
    public final long rawBytes(long ref) {
        return ObjectHeader.rawBytes(header(ref));
    }

    /** What the object takes in the heap: what its layout says, and 8 bytes more if it has moved since it was asked for its {@link #identityHash}. */
    public final long sizeBytes(long ref) {
        return ObjectHeader.sizeBytes(header(ref));
    }

    /**
     * A number that stays the object's own for as long as it lives, wherever it moves: well mixed, and the same for every mutator. Two objects may
     * have the same; to tell them apart compare references. No safepoint.
     *
     * <p>An object that is asked, and then moves, takes 8 bytes more from there on. Objects that are never asked pay nothing.
     *
     * <p>Example: {@code int bucket = mutator.identityHash(key) & buckets - 1;}
     */
    public final int identityHash(long ref) {
        // Through the barrier: from here to the next safepoint the header's page is open, and its object stays where it is.
        long word = header(ref);
        if (heap.memory().isLarge(ref)) {
            return heap.memory().largeHash(ref);
        }
        while ((word & ObjectHeader.HASH_STORED) == 0) {
            // Compare-and-set against other mutators that ask; nobody else writes the header of an object in to-space.
            if ((word & ObjectHeader.HASHED) != 0 || Memory.compareAndSetLong(ref, word, word | ObjectHeader.HASHED)) {
                return IdentityHash.of(ref, heap.collector().collection());
            }
            word = Memory.getLongAcquire(ref);
        }
        long hash = ref + ObjectHeader.bodyBytes(word);
        openWord(hash);
        return (int) Memory.getLong(hash);
    }

    /** Sees to it that a plain load of an aligned word will do until the next safepoint. For words that are not the embedder's own. */
    void openWord(long address) {
        // Most barriers have plain loads of raw data.
    }

    private long header(long ref) {
        return getLong(ref, 0);
    }

    /** For the slow paths of accesses, which a closed mutator always takes. */
    final void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the mutator is closed");
        }
    }

    final void checkUse() {
        checkHere();
        checkNotWithin();
        checkStack();
    }

    private void checkHere() {
        checkOpen();
        checkThread();
        if (blocked.isEntered()) {
            throw new IllegalStateException("mutator " + id() + " is blocked: leave the blocked region before touching the heap");
        }
    }

    private void checkNotWithin() {
        if (within != null) {
            throw new IllegalStateException("a safepoint, or another table, within " + within + ": look at the object, and do all else afterwards");
        }
    }

    /** Checks that this is a mutator of a heap that may be used here and now. */
    final void checkOf(Heap owner) {
        if (owner != heap) {
            throw new IllegalArgumentException("mutator " + id() + " is one of another heap");
        }
        checkHere();
        if (guarded) {
            // Something may have to be copied.
            checkStack();
        }
    }

    /** Begins something within which there is no safepoint, as others may wait for it. */
    final void enter(Heap owner, String what) {
        checkOf(owner);
        checkNotWithin();
        within = what;
    }

    /** Ends it. */
    final void leave() {
        within = null;
    }

    private void checkThread() {
        if (Thread.currentThread() != port.thread()) {
            throw new IllegalStateException("mutator " + id() + " belongs to thread " + port.thread().getName() + ", not to "
                    + Thread.currentThread().getName());
        }
    }

    /** Before anything that a stack overflow must not interrupt. */
    final void checkStack() {
        stack.require();
    }

    /**
     * Detaches this mutator: its roots are roots no more.
     *
     * @throws StackOverflowError when little stack is left; the thread is attached still
     */
    @Override
    public final void close() {
        if (open) {
            checkUse();
            // Half of what follows would leave the heap with a mutator that nobody can close.
            stack.requireAmple();
            open = false;
            port.retireBuffer();
            heap.attachments().detach(this);
            giveBack();
        }
    }

    private void giveBack() {
        open = false;
        guarded = true;
        roots.close();
        heap.attachments().release(port.agent());
        release();
    }

    /** Frees what the barrier needed. */
    abstract void release();
}
