package org.tospace.workloads.recording;

/** A run that was to be measured has failed. */
public final class RecordingException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    RecordingException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the run ended with. */
    public int exitCode() {
        return exitCode;
    }
}
