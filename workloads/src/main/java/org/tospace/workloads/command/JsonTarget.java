package org.tospace.workloads.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where JSON goes: nowhere, to standard output, or to a file, which is tried before the run and replaced after it. */
final class JsonTarget {
    private static final String STANDARD_OUTPUT = "-";

    private final Optional<Path> file;
    private final boolean isNone;
    private final boolean created;
    private final PrintWriter out;

    private JsonTarget(boolean isNone, Optional<Path> file, boolean created, PrintWriter out) {
        this.isNone = isNone;
        this.file = file;
        this.created = created;
        this.out = out;
    }

    /**
     * A target, tried out: an existing file keeps its contents for now, a new one is made.
     *
     * @param name a file's name, or "-" for standard output, or nothing
     * @throws IOException when the file cannot be written
     */
    static JsonTarget open(Optional<String> name, PrintWriter out) throws IOException {
        if (name.isEmpty() || name.get().equals(STANDARD_OUTPUT)) {
            return new JsonTarget(name.isEmpty(), Optional.empty(), false, out);
        }
        Path file = Path.of(name.get());
        boolean isNew = Files.notExists(file);
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
        return new JsonTarget(false, Optional.of(file), isNew, out);
    }

    boolean isNone() {
        return isNone;
    }

    boolean isStandardOutput() {
        return !isNone && file.isEmpty();
    }

    void write(String json) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), json);
            return;
        }
        out.print(json);
        out.flush();
        if (out.checkError() || System.out.checkError()) {
            throw new IOException("standard output is closed or full");
        }
    }

    /** Takes a file away again that was made for results that never came. */
    void discard() {
        if (created) {
            try {
                Files.deleteIfExists(file.orElseThrow());
            } catch (IOException e) {
                // The empty file stays; why there are no results is being reported already.
                return;
            }
        }
    }
}
