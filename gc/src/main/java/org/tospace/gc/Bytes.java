package org.tospace.gc;

import java.nio.charset.StandardCharsets;
import org.tospace.gc.bytes.ByteRanges;
import org.tospace.gc.bytes.Utf8;
import org.tospace.gc.bytes.XxHash64;
import org.tospace.gc.scan.ObjectHeader;
import org.tospace.runtime.memory.Memory;

/**
 * The raw bytes of objects, in and out, compared and hashed where they lie; {@link Mutator#bytes}. "The bytes of an object" are all its raw
 * bytes, as many as {@link Mutator#rawBytes} says. Methods with an offset take it from the object's start, as everywhere.
 *
 * <p><b>Thread.</b> The mutator's own. Nothing here is a safepoint but {@code allocate} and {@code allocateUtf8}; nothing but what returns a Java array or string,
 * or hashes a long string, makes garbage for the JVM. References and offsets are checked where the mutator's are, see there. Accesses are plain: of bytes that
 * another mutator writes meanwhile, some may be old and some new.
 *
 * <p><b>Addresses stay here.</b> A reference is an address, but never hand it, or one made from it, to the operating system or to native code. The
 * page may be closed to mutators just then: a system call does not trap there, it fails with {@code EFAULT}, and only now and then. And while the call lasts
 * the thread reaches no safepoint, or is {@link Mutator#blocked} and the object moves. Copy the bytes to memory of your own, make the call with that, and copy
 * back what it brings, in pieces where there is much:
 * {@snippet :
 * ByteBuffer buffer = ByteBuffer.allocateDirect(8192);
 * MemorySegment piece = MemorySegment.ofBuffer(buffer);
 * for (long done = 0; done < mutator.rawBytes(roots.peek()); done += buffer.limit()) {
 *     buffer.clear().limit((int) Math.min(buffer.capacity(), mutator.rawBytes(roots.peek()) - done));
 *     mutator.copyOut(roots.peek(), TEXT.rawOffset() + done, piece, 0, buffer.limit());
 *     try (Blocked _ = mutator.blocked()) {       // the object may move: only the buffer is touched
 *         while (buffer.hasRemaining()) {
 *             channel.write(buffer);
 *         }
 *     }
 * }
 * }
 *
 * <p><b>UTF-8.</b> A surrogate without its partner is written as {@code ?}. Malformed bytes are read as U+FFFD, one for each part that
 * cannot be continued. Both are as {@link String} does it with {@link StandardCharsets#UTF_8}.
 *
 * <p><b>Order</b> is that of unsigned bytes, the first that differ deciding; what begins another is less. For well-formed UTF-8 that is the order of
 * code points, which is not that of {@link String#compareTo} where surrogates are involved.
 *
 * <p><b>Hash.</b> XXH64 with seed 0, the same in every version, process and heap, of objects, arrays and strings alike. All 64 bits are well mixed. Not
 * for secrets, nor against someone who may choose what is hashed.
 *
 * <p>Example:
 * {@snippet :
 * Bytes bytes = mutator.bytes();
 * roots.push(bytes.allocateUtf8(TEXT.tag(), "süß"));
 * boolean same = bytes.equal(roots.peek(), "süß");        // no Java object is made
 * int bucket = (int) bytes.hash(roots.peek()) & buckets - 1;
 * }
 */
public final class Bytes {
    /** Strings that take up to this are decoded and hashed without an array of their own. */
    private static final int SCRATCH_BYTES = 1024;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Mutator mutator;
    private final byte[] scratch = new byte[SCRATCH_BYTES];

    Bytes(Mutator mutator) {
        this.mutator = mutator;
    }

    /**
     * A new object without slots whose bytes are those of an array. A safepoint.
     *
     * @return its reference
     * @throws HeapExhaustedException when there is no room even after a full collection; the heap stays usable
     */
    public long allocate(int tag, byte[] source) {
        long ref = mutator.allocate(tag, 0, source.length);
        Memory.copyIn(source, 0, ref + ObjectHeader.WORD_BYTES, source.length);
        return ref;
    }

    /**
     * A new object without slots whose bytes are a string's in UTF-8. A safepoint.
     *
     * @return its reference
     * @throws HeapExhaustedException when there is no room even after a full collection; the heap stays usable
     */
    public long allocateUtf8(int tag, String text) {
        long ref = mutator.allocate(tag, 0, Utf8.length(text));
        Utf8.put(text, ref + ObjectHeader.WORD_BYTES);
        return ref;
    }

    /** How many bytes a string takes in UTF-8. */
    public static long utf8Length(String text) {
        return Utf8.length(text);
    }

    /**
     * Changes bytes of an object to a string's in UTF-8.
     *
     * @param offset of the first; there are {@link #utf8Length} bytes from there on
     */
    public void putUtf8(long ref, long offset, String text) {
        mutator.makeAccessible(ref, offset, Utf8.length(text));
        Utf8.put(text, ref + offset);
    }

    /**
     * The string that an object's bytes are in UTF-8.
     *
     * @throws IllegalArgumentException when they are too many for a string
     */
    public String getString(long ref) {
        long header = open(ref);
        return decode(address(ref, header), ObjectHeader.rawBytes(header));
    }

    /**
     * The string that some bytes of an object are in UTF-8.
     *
     * @param offset of the first
     * @param bytes how many
     * @throws IllegalArgumentException when they are too many for a string
     */
    public String getString(long ref, long offset, long bytes) {
        mutator.makeAccessible(ref, offset, bytes);
        return decode(ref + offset, bytes);
    }

    private String decode(long address, long bytes) {
        requireArray(bytes);
        byte[] target = bytes <= SCRATCH_BYTES ? scratch : new byte[(int) bytes];
        Memory.copyOut(address, target, 0, (int) bytes);
        return new String(target, 0, (int) bytes, StandardCharsets.UTF_8);
    }

    /**
     * An array of an object's bytes.
     *
     * @throws IllegalArgumentException when they are too many for an array
     */
    public byte[] toArray(long ref) {
        long header = open(ref);
        long bytes = ObjectHeader.rawBytes(header);
        requireArray(bytes);
        byte[] array = new byte[(int) bytes];
        Memory.copyOut(address(ref, header), array, 0, (int) bytes);
        return array;
    }

    private static void requireArray(long bytes) {
        if (bytes > LONGEST_ARRAY) {
            throw new IllegalArgumentException("an array or string has at most " + LONGEST_ARRAY + " bytes: " + bytes);
        }
    }

    /**
     * Copies bytes of an object to an array.
     *
     * @param offset of the first, in the object
     * @param start of the first, in the array
     * @throws IndexOutOfBoundsException if the array does not have room for them; nothing is copied then
     */
    public void get(long ref, long offset, byte[] target, int start, int bytes) {
        mutator.makeAccessible(ref, offset, bytes);
        Memory.copyOut(ref + offset, target, start, bytes);
    }

    /**
     * Copies bytes of an array to an object.
     *
     * @param offset of the first, in the object
     * @param start of the first, in the array
     * @throws IndexOutOfBoundsException if the array does not have them; nothing is copied then
     */
    public void put(long ref, long offset, byte[] source, int start, int bytes) {
        mutator.makeAccessible(ref, offset, bytes);
        Memory.copyIn(source, start, ref + offset, bytes);
    }

    /** Copies bytes from one object to another, or within one, where the ranges may overlap. */
    public void copy(long from, long fromOffset, long to, long toOffset, long bytes) {
        mutator.makeAccessible(from, fromOffset, bytes);
        mutator.makeAccessible(to, toOffset, bytes);
        Memory.copy(from + fromOffset, to + toOffset, bytes);
    }

    /** Whether two objects have the same bytes. */
    public boolean equal(long first, long second) {
        long header = header(first);
        long other = header(second);
        long bytes = ObjectHeader.rawBytes(header);
        if (bytes != ObjectHeader.rawBytes(other)) {
            return false;
        }
        openBytes(first, header);
        openBytes(second, other);
        return ByteRanges.mismatch(address(first, header), address(second, other), bytes) < 0;
    }

    /** Whether an object has an array's bytes. */
    public boolean equal(long ref, byte[] array) {
        long header = header(ref);
        if (ObjectHeader.rawBytes(header) != array.length) {
            return false;
        }
        openBytes(ref, header);
        return ByteRanges.mismatch(address(ref, header), array, 0, array.length) < 0;
    }

    /** Whether an object has the bytes that a string has in UTF-8. */
    public boolean equal(long ref, String text) {
        return Utf8.mayTake(text, mutator.rawBytes(ref)) && compare(ref, text) == 0;
    }

    /** The order of two objects' bytes: negative, zero or positive. */
    public int compare(long first, long second) {
        long header = open(first);
        long other = open(second);
        return compare(address(first, header), ObjectHeader.rawBytes(header), address(second, other), ObjectHeader.rawBytes(other));
    }

    /** The order of some bytes of two objects: negative, zero or positive. Each has an offset of the first and a number. */
    public int compare(long first, long firstOffset, long firstBytes, long second, long secondOffset, long secondBytes) {
        mutator.makeAccessible(first, firstOffset, firstBytes);
        mutator.makeAccessible(second, secondOffset, secondBytes);
        return compare(first + firstOffset, firstBytes, second + secondOffset, secondBytes);
    }

    private static int compare(long first, long firstBytes, long second, long secondBytes) {
        long offset = ByteRanges.mismatch(first, second, Math.min(firstBytes, secondBytes));
        return offset < 0 ? Long.compare(firstBytes, secondBytes)
                : Byte.compareUnsigned(Memory.getByte(first + offset), Memory.getByte(second + offset));
    }

    /** The order of an object's bytes and an array's: negative, zero or positive. */
    public int compare(long ref, byte[] array) {
        long header = open(ref);
        long bytes = ObjectHeader.rawBytes(header);
        long address = address(ref, header);
        int offset = ByteRanges.mismatch(address, array, 0, (int) Math.min(bytes, array.length));
        return offset < 0 ? Long.compare(bytes, array.length) : Byte.compareUnsigned(Memory.getByte(address + offset), array[offset]);
    }

    /** The order of an object's bytes and those that a string has in UTF-8: negative, zero or positive. */
    public int compare(long ref, String text) {
        long header = open(ref);
        return Utf8.compare(address(ref, header), ObjectHeader.rawBytes(header), text);
    }

    /** The hash of an object's bytes. */
    public long hash(long ref) {
        long header = open(ref);
        return XxHash64.hash(address(ref, header), ObjectHeader.rawBytes(header));
    }

    /**
     * The hash of some bytes of an object.
     *
     * @param offset of the first
     * @param bytes how many
     */
    public long hash(long ref, long offset, long bytes) {
        mutator.makeAccessible(ref, offset, bytes);
        return XxHash64.hash(ref + offset, bytes);
    }

    /** The hash of an array: that of an object with the same bytes. */
    public static long hash(byte[] array) {
        return XxHash64.hash(array, array.length);
    }

    /** The hash of the bytes that a string has in UTF-8: that of an object with the same. Up to 341 chars make no garbage. */
    public long hash(String text) {
        int bytes = Utf8.put(text, scratch);
        return bytes < 0 ? hash(text.getBytes(StandardCharsets.UTF_8)) : XxHash64.hash(scratch, bytes);
    }

    private long header(long ref) {
        return mutator.getLong(ref, 0);
    }

    private long open(long ref) {
        long header = header(ref);
        openBytes(ref, header);
        return header;
    }

    private void openBytes(long ref, long header) {
        mutator.makeAccessible(ref, rawOffset(header), ObjectHeader.rawBytes(header));
    }

    private static long address(long ref, long header) {
        return ref + rawOffset(header);
    }

    private static long rawOffset(long header) {
        return ObjectHeader.WORD_BYTES + (ObjectHeader.slots(header) << 3);
    }
}
