package org.tospace.workloads.lox.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where {@code print} writes to. Flushed by who made it. */
public final class Output {
    private final OutputStream stream;

    /** @param stream takes the bytes; buffered, if that is wanted */
    public Output(OutputStream stream) {
        this.stream = stream;
    }

    /** Writes a value and a line's end. */
    public static void print(long value, Machine machine) {
        machine.output().write(Printer.bytes(machine, value));
    }

    private void write(byte[] bytes) {
        try {
            stream.write(bytes);
            stream.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
