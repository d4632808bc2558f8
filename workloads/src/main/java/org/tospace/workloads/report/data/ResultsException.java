package org.tospace.workloads.report.data;

/** A file that is no result of tospace, or cannot be read; the message is a sentence without its full stop. */
public final class ResultsException extends Exception {
    private static final long serialVersionUID = 1L;

    ResultsException(String message) {
        super(message);
    }

    ResultsException(String message, Throwable cause) {
        super(message, cause);
    }
}
