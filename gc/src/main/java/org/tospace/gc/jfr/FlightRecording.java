package org.tospace.gc.jfr;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tospace.gc.collector.Recorder;

/**
 * A heap's link to the Flight Recorder: as soon as somebody records, and not before, the heap's events are made. Closed with the heap. Any thread.
 */
public final class FlightRecording implements AutoCloseable {
    private static final String MODULE = "jdk.jfr";

    private final Runnable unlink;

    private FlightRecording(Runnable unlink) {
        this.unlink = unlink;
    }

    /**
     * Links a heap; where the JVM has no Flight Recorder, does nothing.
     *
     * @param heap its name
     * @param capacityBytes what may be in use at a time
     * @param residentBytes asked before and after each collection that is recorded
     * @param install is given what records, once somebody wants records: perhaps at once, perhaps later by another thread
     */
    public static FlightRecording link(String heap, long capacityBytes, LongSupplier residentBytes, Consumer<Recorder> install) {
        boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
        return new FlightRecording(present ? RecorderLink.add(heap, capacityBytes, residentBytes, install) : () -> { });
    }

    @Override
    public void close() {
        unlink.run();
    }
}
