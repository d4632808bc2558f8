package org.tospace.gc.hprof;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is new, and either complete or not there. */
public final class DumpFile {
    /** What is to be in it. */
    @FunctionalInterface
    public interface Contents<T> {
        /** Writes it; the channel is closed by the caller. */
        T write(WritableByteChannel channel) throws IOException;
    }

    private DumpFile() {
    }

    /**
     * Makes the file and writes it. If that fails the file is removed.
     *
     * @throws FileSystemException with a sentence that says why
     */
    public static <T> T write(Path file, Contents<T> contents) throws IOException {
        WritableByteChannel channel = create(file);
        boolean complete = false;
        try {
            T result;
            try (channel) {
                result = contents.write(channel);
            }
            complete = true;
            return result;
        } catch (ClosedByInterruptException e) {
            throw failure(file, "the thread was interrupted", e);
        } catch (IOException e) {
            throw failure(file, String.valueOf(e.getMessage()), e);
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static WritableByteChannel create(Path file) throws IOException {
        try {
            return Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw withCause(new FileAlreadyExistsException(file.toString(), null, "it exists already, and a heap dump overwrites nothing"), e);
        } catch (NoSuchFileException e) {
            throw withCause(new NoSuchFileException(file.toString(), null, "its folder does not exist"), e);
        }
    }

    private static FileSystemException failure(Path file, String reason, IOException cause) {
        return withCause(new FileSystemException(file.toString(), null, "the heap dump is not complete and was removed: " + reason), cause);
    }

    private static <E extends IOException> E withCause(E exception, IOException cause) {
        exception.initCause(cause);
        return exception;
    }
}
