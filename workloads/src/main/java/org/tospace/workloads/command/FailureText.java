package org.tospace.workloads.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.tospace.gc.ByteSize;
import org.tospace.gc.HeapExhaustedException;
import org.tospace.gc.HeapOptions;
import org.tospace.workloads.workload.CheckFailedException;

/** Says in a sentence what went wrong, and what may help. */
final class FailureText {
    private static final Pattern OPTION = Pattern.compile("\\b(barrier|protection)=(\\w+)");

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

    /** What the heap says of its options, such as {@code barrier=trap}, with those of the command line, {@code --barrier trap}. */
    static String inWordsOfCommandLine(String message) {
        return TospaceCommand.sentence(OPTION.matcher(message).replaceAll("--$1 $2"));
    }

    private static String capital(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }

    /** Why a file could not be used, in words. */
    static String reason(IOException exception) {
        return switch (exception) {
            case NoSuchFileException e when hasFolder(e) -> "it cannot be created there (no such file or directory)";
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(exception.getMessage());
        };
    }

    /** In /proc, and behind a symbolic link that leads nowhere, the system finds no such file though the folder exists. */
    private static boolean hasFolder(NoSuchFileException exception) {
        Path folder = Path.of(exception.getFile()).toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }
}
