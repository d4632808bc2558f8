package org.tospace.workloads.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tospace.workloads.run.HeapObserver;

/** What is recorded of a run. */
public enum Recording {
    /** Not even a record of each trap: what the others are compared with. */
    NOTHING("nothing"),
    /** A record of each trap, drained and kept in memory as every run does. */
    RECORDS("trap records"),
    /** And a log of collections. */
    GC_LOG("and a GC log"),
    /** And a log of pauses for HdrHistogram. */
    HLOG("and an HdrHistogram log"),
    /** And the Flight Recorder with no event at all: what the JVM itself takes for a recording. */
    RECORDER("and an empty Flight Recording"),
    /** And our events of the Flight Recorder, none of the JVM's own. */
    JFR("and our Flight Recorder events"),
    /** All of it. */
    EVERYTHING("everything");

    private final String title;

    Recording(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What {@code run} is told, with files in a folder for what is written. */
    public List<String> words(Path folder) {
        String log = folder.resolve("gc.log").toString();
        String pauses = folder.resolve("pauses.hlog").toString();
        return switch (this) {
            case NOTHING -> List.of("--no-trap-records");
            case RECORDS, RECORDER, JFR -> List.of();
            case GC_LOG -> List.of("--gc-log", log);
            case HLOG -> List.of("--hlog", pauses);
            case EVERYTHING -> List.of("--gc-log", log, "--hlog", pauses);
        };
    }

    /** What is done with the Flight Recorder. */
    public HeapObserver flightObserver() {
        return switch (this) {
            case NOTHING, RECORDS, GC_LOG, HLOG -> HeapObserver.NONE;
            case RECORDER -> new FlightObserver(false);
            case JFR, EVERYTHING -> new FlightObserver(true);
        };
    }
}
