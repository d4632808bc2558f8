package org.tospace.workloads.recording;

import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.tospace.gc.Heap;
import org.tospace.workloads.run.HeapObserver;

/**
 * Has the Flight Recorder record while a heap is in use, and throws the recording away at its end.
 *
 * <p>In memory: a recording on disk JDK 25 reads back each second as a stream of events, which costs more than all that is recorded here.
 *
 * @param ours whether our events are recorded, all of them; the JVM's own never are
 */
record FlightObserver(boolean ours) implements HeapObserver {
    private static final String OUR_NAMES = "org.tospace.";

    @Override
    public Observation observe(Heap heap) {
        // A heap registers its events as soon as the recorder is in use, which it is from the first recording on.
        Recording recording = new Recording();
        recording.setToDisk(false);
        if (ours) {
            FlightRecorder.getFlightRecorder().getEventTypes().stream().map(EventType::getName).filter(name -> name.startsWith(OUR_NAMES)).forEach(recording::enable);
        }
        recording.start();
        return recording::close;
    }
}
