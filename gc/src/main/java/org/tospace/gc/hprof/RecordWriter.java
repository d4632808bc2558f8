package org.tospace.gc.hprof;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.tospace.runtime.memory.Memory;

/**
 * Writes records to a channel. The parts of a heap dump are gathered into segments as long as the buffer; a part that is longer has
 * a segment of its own, whose length is said beforehand, so nothing is ever gone back to. Numbers are big-endian.
 */
final class RecordWriter {
    private static final int NO_SEGMENT = -1;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer;
    private int segment = NO_SEGMENT;
    private long written;

    /** A writer with a buffer of so many bytes, at least 64. */
    RecordWriter(WritableByteChannel channel, int bufferBytes) {
        this.channel = channel;
        this.buffer = ByteBuffer.allocate(bufferBytes);
    }

    /** Bytes written to the channel. */
    long written() {
        return written;
    }

    /** Begins the file. */
    void header(long millis) throws IOException {
        bytes(HprofFormat.HEADER.getBytes(StandardCharsets.US_ASCII));
        putByte(0);
        putInt(HprofFormat.ID_BYTES);
        putLong(millis);
    }

    /** Begins a record outside of the heap dump. */
    void record(int tag, long bytes) throws IOException {
        endSegment();
        recordHeader(tag, bytes);
    }

    private void recordHeader(int tag, long bytes) throws IOException {
        putByte(tag);
        putInt(0);
        putInt(Math.toIntExact(bytes));
    }

    /**
     * Begins a part of the heap dump.
     *
     * @param bytes how long it is, the byte that says which included
     */
    void part(int tag, long bytes) throws IOException {
        if (bytes > buffer.capacity() - HprofFormat.RECORD_HEADER_BYTES) {
            record(HprofFormat.HEAP_DUMP_SEGMENT, bytes);
        } else {
            if (segment != NO_SEGMENT && bytes > buffer.remaining()) {
                endSegment();
            }
            if (segment == NO_SEGMENT) {
                drainUnless(HprofFormat.RECORD_HEADER_BYTES + bytes);
                segment = buffer.position();
                recordHeader(HprofFormat.HEAP_DUMP_SEGMENT, 0);
            }
        }
        putByte(tag);
    }

    private void endSegment() throws IOException {
        if (segment != NO_SEGMENT) {
            int lengthPlace = segment + 1 + Integer.BYTES;
            buffer.putInt(lengthPlace, buffer.position() - segment - HprofFormat.RECORD_HEADER_BYTES);
            segment = NO_SEGMENT;
            drain();
        }
    }

    void putByte(int value) throws IOException {
        drainUnless(Byte.BYTES);
        buffer.put((byte) value);
    }

    void putShort(int value) throws IOException {
        drainUnless(Short.BYTES);
        buffer.putShort((short) value);
    }

    void putInt(int value) throws IOException {
        drainUnless(Integer.BYTES);
        buffer.putInt(value);
    }

    void putLong(long value) throws IOException {
        drainUnless(Long.BYTES);
        buffer.putLong(value);
    }

    void bytes(byte[] bytes) throws IOException {
        for (byte each : bytes) {
            putByte(each);
        }
    }

    /** Copies from native memory. */
    void copy(long address, long bytes) throws IOException {
        MemorySegment target = MemorySegment.ofArray(buffer.array());
        for (long done = 0; done < bytes;) {
            drainUnless(Byte.BYTES);
            int now = (int) Math.min(buffer.remaining(), bytes - done);
            Memory.copyOut(address + done, target, buffer.position(), now);
            buffer.position(buffer.position() + now);
            done += now;
        }
    }

    /** Ends the file. */
    void end() throws IOException {
        record(HprofFormat.HEAP_DUMP_END, 0);
        drain();
    }

    private void drainUnless(long room) throws IOException {
        if (buffer.remaining() < room) {
            drain();
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            written += channel.write(buffer);
        }
        buffer.clear();
    }
}
