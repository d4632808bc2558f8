package org.tospace.workloads.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.tospace.gc.ByteSize;
import org.tospace.gc.HeapExhaustedException;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.workload.CheckFailedException;

/** Says in a sentence what went wrong, and what may help. */
final class FailureText {
    private FailureText() {
    }

    /** What to say of a run that failed. */
    static String of(RuntimeException failure, HeapOptions heap) {
        return switch (failure) {
            case HeapExhaustedException e -> capital(e.getMessage()) + ". Try a larger heap, such as --heap "
                    + ByteSize.format(2 * heap.heapBytes()) + ".";
            case CheckFailedException e -> "The workload's own check failed: " + TospaceCommand.sentence(e.getMessage());
            default -> "The heap failed (" + failure.getClass().getSimpleName() + "): "
                    + TospaceCommand.sentence(String.valueOf(failure.getMessage()));
        };
    }

    private static String capital(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }

    /** Why a file could not be used, in words. */
    static String reason(IOException exception) {
        return switch (exception) {
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(exception.getMessage());
        };
    }
}
