package org.tospace.gc;

/**
 * Which 64-bit values of slots and roots are references. Fixed when a heap is opened. A value is a reference when its bits under a
 * mask equal a pattern; its address is what other bits say; everything else belongs to the embedder. {@link org.tospace.gc.value} has what it
 * takes to make values and tell them apart.
 *
 * <p>Example:
 * {@snippet :
 * try (Heap doubles = Heap.open(HeapOptions.builder().encoding(ReferenceEncoding.NAN_BOXING).build()); Mutator own = doubles.attach()) {
 *     own.roots().push(NanBox.reference(own.allocate(PAIR)));
 *     own.setSlot(NanBox.toReference(own.roots().peek()), 0, NanBox.fromDouble(0.5));
 * }
 * }
 */
public enum ReferenceEncoding {
    /**
     * A non-zero multiple of eight is a reference and its own address. Zero is null. Any value with one of the low three bits set is
     * the embedder's, such as small integers as odd numbers.
     */
    LOW_BITS("low-bits", 7L, 0L, -8L),
    /**
     * A quiet NaN with sign bit set is a reference, whose low 48 bits are its address: {@code 0xFFFC...}. Every other value is the
     * embedder's: doubles as they are (with NaN in its canonical, positive form), and the positive quiet NaNs for small things.
     */
    NAN_BOXING("nan-boxing", 0xFFFC_0000_0000_0007L, 0xFFFC_0000_0000_0000L, 0x0000_FFFF_FFFF_FFF8L);

    private final String key;
    private final long mask;
    private final long pattern;
    private final long addressMask;

    ReferenceEncoding(String key, long mask, long pattern, long addressMask) {
        this.key = key;
        this.mask = mask;
        this.pattern = pattern;
        this.addressMask = addressMask;
    }

    /** The name used in option strings. */
    public String key() {
        return key;
    }

    /** Whether a value is a reference; null (zero) is not. */
    public boolean isReference(long value) {
        return (value & mask) == pattern && (value & addressMask) != 0;
    }

    /** The address in a value that {@link #isReference}. */
    public long address(long value) {
        return value & addressMask;
    }

    /** The value of a reference, to be kept in slots and roots. */
    public long value(long address) {
        return address | pattern;
    }

    /** The bits that tell a reference. */
    public long mask() {
        return mask;
    }

    /** What those bits are in a reference. */
    public long pattern() {
        return pattern;
    }

    /** The bits of a reference that are its address. */
    public long addressMask() {
        return addressMask;
    }

    /**
     * The encoding of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ReferenceEncoding parse(String key) {
        for (ReferenceEncoding encoding : values()) {
            if (encoding.key.equalsIgnoreCase(key)) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("encoding must be low-bits or nan-boxing: " + key);
    }
}
