package org.tospace.gc.jfr;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.tospace.gc.collector.Recorder;

/** Waits for the Flight Recorder to be used for the first time. The recorder calls, on the thread that first uses it, or at once when it is in use. */
final class RecorderLink implements FlightRecorderListener {
    private final String heap;
    private final long capacityBytes;
    private final LongSupplier residentBytes;
    private final Consumer<Recorder> install;

    private RecorderLink(String heap, long capacityBytes, LongSupplier residentBytes, Consumer<Recorder> install) {
        this.heap = heap;
        this.capacityBytes = capacityBytes;
        this.residentBytes = residentBytes;
        this.install = install;
    }

    /** Returns what undoes it. */
    static Runnable add(String heap, long capacityBytes, LongSupplier residentBytes, Consumer<Recorder> install) {
        RecorderLink link = new RecorderLink(heap, capacityBytes, residentBytes, install);
        FlightRecorder.addListener(link);
        return () -> FlightRecorder.removeListener(link);
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        install.accept(new JfrRecorder(heap, capacityBytes, residentBytes));
    }
}
