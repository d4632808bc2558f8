package org.tospace.runtime.trap;

import java.lang.foreign.Arena;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.linux.SupportedPlatform;

/**
 * A range of addresses whose faults are served. What becomes of a fault, and what is installed for it, the package's
 * description says.
 *
 * <p>Any thread may open, ask and close. That no thread accesses the range while its region is closed is for the caller to
 * see to: such an access may be served, given up, or end the process, but it never disturbs other regions.
 *
 * <p>At most 1,024 regions are open in a process at a time. Ranges of open regions do not overlap. The first region
 * opened in a process installs the action for {@code SIGSEGV}, the first that asks for {@link TrapSignal#BUS} the one for {@code SIGBUS};
 * closing the last of its kind restores the one before.
 */
public final class TrapRegion implements AutoCloseable {

    /** Open regions by their place in {@link RegionTable}; the monitor for the table and the signal action. */
    private static final TrapRegion[] REGISTRY = new TrapRegion[RegionTable.CAPACITY];
    private static final long CLOSE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int index;
    private final long address;
    private final long bytes;
    private final TrapSignal signal;
    private final Arena arena;
    /** Null where a service of machine code takes its place. */
    private final TrapUpcall upcall;
    /** Guarded by the registry, as are the two below. */
    private boolean closed;
    private long faultsAtClose;
    private Optional<Fault> lastFaultAtClose = Optional.empty();

    private TrapRegion(int index, long address, long bytes, TrapSignal signal, Arena arena, TrapUpcall upcall) {
        this.index = index;
        this.address = address;
        this.bytes = bytes;
        this.signal = signal;
        this.arena = arena;
        this.upcall = upcall;
    }

    /**
     * Opens a region whose closed pages raise {@code SIGSEGV}. Faults of accesses that start after this returns are served.
     *
     * @param address its first byte
     * @param bytes its length, positive
     * @param contextAddress 8 readable bytes, copied into each {@link Fault} when it happens, readable until the region is
     *     closed; 0 for none
     * @param handler serves the faults of {@link Accessors} in it
     * @return the region
     * @throws IllegalArgumentException if the range is empty, wraps around or overlaps an open region
     * @throws IllegalStateException if too many regions are open
     * @throws UnsupportedOperationException on another processor than x86-64
     * @throws org.tospace.runtime.linux.SystemCallException if the signal action cannot be installed
     */
    public static TrapRegion open(long address, long bytes, long contextAddress, TrapHandler handler) {
        return open(address, bytes, contextAddress, TrapSignal.SEGV, handler);
    }

    /**
     * Opens a region. Faults of accesses that start after this returns are served.
     *
     * @param address its first byte
     * @param bytes its length, positive
     * @param contextAddress as for {@link #open(long, long, long, TrapHandler)}
     * @param signal what its closed pages raise
     * @param handler serves the faults of {@link Accessors} in it
     * @return the region
     * @throws IllegalArgumentException if the range is empty, wraps around or overlaps an open region
     * @throws IllegalStateException if too many regions are open
     * @throws UnsupportedOperationException on another processor than x86-64
     * @throws org.tospace.runtime.linux.SystemCallException if the signal action cannot be installed
     */
    public static TrapRegion open(long address, long bytes, long contextAddress, TrapSignal signal, TrapHandler handler) {
        Objects.requireNonNull(handler, "handler");
        return open(address, bytes, contextAddress, signal, new TrapUpcall(handler), 0, 0);
    }

    /**
     * Opens a region whose faults are served by machine code, on the thread that faulted, in the signal handler, whatever code raised
     * them.
     *
     * @param address its first byte
     * @param bytes its length, positive
     * @param contextAddress as for {@link #open(long, long, long, TrapHandler)}
     * @param signal what its closed pages raise
     * @param serviceAddress {@code int service(long argument, long address, long thread)} by the C calling convention: not 0 when the
     *     access can be made again. It may run in any thread in any state, so it must be signal-safe and must wait for nothing
     *     that a thread in Java state may hold. A fault of its own, in this region or elsewhere, is reported and ends the process.
     *     {@code thread} is what {@link NativeThread#pointer} says on that thread.
     * @param serviceArgument its first argument
     * @return the region
     * @throws IllegalArgumentException if the range is empty, wraps around or overlaps an open region
     * @throws IllegalStateException if too many regions are open
     * @throws UnsupportedOperationException on another processor than x86-64
     * @throws org.tospace.runtime.linux.SystemCallException if the signal action cannot be installed
     */
    public static TrapRegion openNative(long address, long bytes, long contextAddress, TrapSignal signal, long serviceAddress,
            long serviceArgument) {
        return open(address, bytes, contextAddress, signal, null, serviceAddress, serviceArgument);
    }

    private static TrapRegion open(long address, long bytes, long contextAddress, TrapSignal signal, TrapUpcall upcall, long service,
            long argument) {
        SupportedPlatform.requireMachineCode();
        Objects.requireNonNull(signal, "signal");
        if (address < 0 || bytes <= 0 || address + bytes < 0) {
            throw new IllegalArgumentException("address and bytes must be a range that is not empty and does not wrap"
                    + " around: 0x" + Long.toHexString(address) + ", " + bytes + " bytes");
        }
        synchronized (REGISTRY) {
            int index = freeIndex(address, bytes);
            Arena arena = Arena.ofShared();
            try {
                SignalHandler.install(SignalAction.SIGSEGV);
                if (signal == TrapSignal.BUS) {
                    SignalHandler.install(SignalAction.SIGBUS);
                }
                TrapRegion region = new TrapRegion(index, address, bytes, signal, arena, upcall);
                RegionTable.publish(index, address, bytes, upcall == null ? 0 : upcall.stub(arena), service, argument, contextAddress,
                        signal == TrapSignal.BUS);
                REGISTRY[index] = region;
                return region;
            } finally {
                if (REGISTRY[index] == null) {
                    arena.close();
                    removeUnneededHandlers();
                }
            }
        }
    }

    private static int freeIndex(long address, long bytes) {
        int free = -1;
        for (int i = REGISTRY.length - 1; i >= 0; i--) {
            TrapRegion other = REGISTRY[i];
            if (other == null) {
                free = i;
            } else if (!other.closed && address < other.address + other.bytes && other.address < address + bytes) {
                throw new IllegalArgumentException("the range must not overlap an open region, 0x"
                        + Long.toHexString(other.address) + ", " + other.bytes + " bytes: 0x"
                        + Long.toHexString(address) + ", " + bytes + " bytes");
            }
        }
        if (free < 0) {
            throw new IllegalStateException(
                    "at most " + REGISTRY.length + " trap regions may be open in a process: close some first");
        }
        return free;
    }

    private static void removeUnneededHandlers() {
        boolean anyOpen = false;
        boolean anyServesBus = false;
        for (TrapRegion region : REGISTRY) {
            if (region != null && !region.closed) {
                anyOpen = true;
                anyServesBus |= region.signal == TrapSignal.BUS;
            }
        }
        if (!anyServesBus) {
            SignalHandler.remove(SignalAction.SIGBUS);
        }
        if (!anyOpen) {
            SignalHandler.remove(SignalAction.SIGSEGV);
        }
    }

    /** What this thread's handler threw for the address, or null. */
    static Throwable thrownFor(long address) {
        synchronized (REGISTRY) {
            for (TrapRegion region : REGISTRY) {
                if (region != null && address >= region.address && address - region.address < region.bytes) {
                    TrapUpcall.Thrown thrown = region.upcall == null ? null : region.upcall.lastThrown();
                    if (thrown != null && thrown.address() == address
                            && thrown.threadId() == Thread.currentThread().threadId()) {
                        return thrown.throwable();
                    }
                }
            }
            return null;
        }
    }

    /**
     * The newest fault in this region that no accessor raised.
     *
     * @return the fault, of which there may have been more than one; empty if there was none
     */
    public Optional<Fault> lastFault() {
        synchronized (REGISTRY) {
            return REGISTRY[index] == this ? RegionTable.lastFault(index) : lastFaultAtClose;
        }
    }

    /**
     * The newest fault of plain Java code that was in no region, and that the JVM had no use for: a null or made-up address. It became an
     * {@link InternalError}, as those in regions do. While no region is open, such a fault ends the process and is not told here.
     *
     * @return the fault, of any thread of the process, its sequence counted since the process began; empty if there was none
     */
    public static Optional<Fault> lastFaultOutside() {
        return RegionTable.lastFault(RegionTable.OUTSIDE);
    }

    /**
     * How many faults in this region no accessor raised.
     *
     * @return the count since it was opened
     */
    public long faults() {
        synchronized (REGISTRY) {
            return REGISTRY[index] == this ? RegionTable.faults(index) : faultsAtClose;
        }
    }

    /**
     * What the handler threw last.
     *
     * @return empty if it never threw
     */
    public Optional<Throwable> lastThrown() {
        return Optional.ofNullable(upcall == null ? null : upcall.lastThrown()).map(TrapUpcall.Thrown::throwable);
    }

    /**
     * Closes the region; further calls do nothing. Waits for handlers that run; {@link #faults} and {@link #lastFault}
     * answer as before.
     *
     * @throws IllegalStateException if a handler still ran after 5 seconds, or if it is the handler that calls this; the
     *     region is closed but its memory is not given back
     */
    @Override
    public void close() {
        synchronized (REGISTRY) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // Outside of the monitor, which a handler that is waited for may need.
        boolean left = RegionTable.retract(index, CLOSE_LIMIT_NANOS);
        synchronized (REGISTRY) {
            if (left) {
                faultsAtClose = RegionTable.faults(index);
                lastFaultAtClose = RegionTable.lastFault(index);
                REGISTRY[index] = null;
                arena.close();
            }
            removeUnneededHandlers();
        }
        if (!left) {
            throw new IllegalStateException("a trap of the region at 0x" + Long.toHexString(address)
                    + " is still being served; close a region only when no thread accesses it");
        }
    }
}
