package org.tospace.gc.hprof;

import static org.tospace.gc.hprof.HprofFormat.BYTE;
import static org.tospace.gc.hprof.HprofFormat.ID_BYTES;
import static org.tospace.gc.hprof.HprofFormat.LONG;
import static org.tospace.gc.hprof.HprofFormat.NO_TRACE;
import static org.tospace.gc.hprof.HprofFormat.OBJECT_ARRAY_DUMP;
import static org.tospace.gc.hprof.HprofFormat.PRIMITIVE_ARRAY_DUMP;

import java.io.IOException;
import java.util.function.LongUnaryOperator;
import org.tospace.gc.ReferenceEncoding;
import org.tospace.runtime.memory.Memory;

/**
 * Writes words and bytes of native memory as arrays. What is too long for one record is written in pieces, and an array of the pieces in
 * its place.
 */
final class ArrayWriter {
    private static final int HEADER_BYTES = 1 + ID_BYTES + 4 + 4;

    private final RecordWriter out;
    private final ReferenceEncoding encoding;
    private final long arrayClass;
    private final long pieceBytes;

    /**
     * A writer.
     *
     * @param arrayClass the class of arrays of objects
     * @param pieceBytes how long an array is at most; a multiple of 8
     */
    ArrayWriter(RecordWriter out, ReferenceEncoding encoding, long arrayClass, long pieceBytes) {
        this.out = out;
        this.encoding = encoding;
        this.arrayClass = arrayClass;
        this.pieceBytes = pieceBytes;
    }

    private interface Piece {
        void write(long id, long offset, long bytes) throws IOException;
    }

    /**
     * Words as an array of objects: null where there is no reference.
     *
     * @param id the array's
     * @param pieceId from a piece's offset to its identifier
     */
    void references(long address, long count, long id, LongUnaryOperator pieceId) throws IOException {
        pieces(count * Long.BYTES, id, pieceId, (piece, offset, bytes) -> {
            objectArrayHeader(piece, bytes / Long.BYTES);
            for (long i = 0; i < bytes; i += Long.BYTES) {
                out.putLong(target(encoding, Memory.getLong(address + offset + i)));
            }
        });
    }

    /** Words as an array of longs. */
    void bits(long address, long count, long id, LongUnaryOperator pieceId) throws IOException {
        pieces(count * Long.BYTES, id, pieceId, (piece, offset, bytes) -> {
            primitiveArrayHeader(piece, bytes / Long.BYTES, LONG, bytes);
            for (long i = 0; i < bytes; i += Long.BYTES) {
                out.putLong(Memory.getLong(address + offset + i));
            }
        });
    }

    /** Bytes as an array of bytes. */
    void bytes(long address, long count, long id, LongUnaryOperator pieceId) throws IOException {
        pieces(count, id, pieceId, (piece, offset, bytes) -> {
            primitiveArrayHeader(piece, bytes, BYTE, bytes);
            out.copy(address + offset, bytes);
        });
    }

    /** Whether some word that is no reference is not 0 either, so that references do not tell all. */
    boolean needsBits(long address, long count) {
        for (long i = 0; i < count; i++) {
            long value = Memory.getLong(address + i * Long.BYTES);
            if (value != 0 && !encoding.isReference(value)) {
                return true;
            }
        }
        return false;
    }

    /** What a value names, or null. */
    static long target(ReferenceEncoding encoding, long value) {
        return encoding.isReference(value) ? encoding.address(value) : 0;
    }

    private void pieces(long bytes, long id, LongUnaryOperator pieceId, Piece piece) throws IOException {
        if (bytes <= pieceBytes) {
            piece.write(id, 0, bytes);
            return;
        }
        long count = (bytes + pieceBytes - 1) / pieceBytes;
        long[] ids = new long[Math.toIntExact(count)];
        for (int i = 0; i < ids.length; i++) {
            long offset = i * pieceBytes;
            ids[i] = pieceId.applyAsLong(offset);
            piece.write(ids[i], offset, Math.min(pieceBytes, bytes - offset));
        }
        objectArrayHeader(id, count);
        for (long each : ids) {
            out.putLong(each);
        }
    }

    private void objectArrayHeader(long id, long count) throws IOException {
        out.part(OBJECT_ARRAY_DUMP, HEADER_BYTES + ID_BYTES + count * ID_BYTES);
        out.putLong(id);
        out.putInt(NO_TRACE);
        out.putInt((int) count);
        out.putLong(arrayClass);
    }

    private void primitiveArrayHeader(long id, long count, int type, long bytes) throws IOException {
        out.part(PRIMITIVE_ARRAY_DUMP, HEADER_BYTES + 1 + bytes);
        out.putLong(id);
        out.putInt(NO_TRACE);
        out.putInt((int) count);
        out.putByte(type);
    }
}
