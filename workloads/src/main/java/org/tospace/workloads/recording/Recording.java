package org.tospace.workloads.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is recorded of a run. */
enum Recording {
    /** Not even a record of each trap: what the others are compared with. */
    NOTHING("nothing"),
    /** A record of each trap, drained and kept in memory as every run does. */
    RECORDS("trap records"),
    /** And a log of collections. */
    GC_LOG("and a GC log"),
    /** And a log of pauses for HdrHistogram. */
    HLOG("and an HdrHistogram log"),
    /** And our events of the Flight Recorder, none of the JVM's own. */
    JFR("and Flight Recorder events"),
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

    /** What the JVM is told. */
    List<String> flags(Path folder) {
        return this == JFR || this == EVERYTHING ? List.of("-Xlog:jfr*=off", "-XX:StartFlightRecording:settings=none,+org.tospace.*#enabled=true,filename="
                + folder.resolve("run.jfr")) : List.of();
    }

    /** What the run is told. */
    List<String> words(Path folder) {
        String log = folder.resolve("gc.log").toString();
        String pauses = folder.resolve("pauses.hlog").toString();
        return switch (this) {
            case NOTHING -> List.of("--no-trap-records");
            case RECORDS, JFR -> List.of();
            case GC_LOG -> List.of("--gc-log", log);
            case HLOG -> List.of("--hlog", pauses);
            case EVERYTHING -> List.of("--gc-log", log, "--hlog", pauses);
        };
    }
}
