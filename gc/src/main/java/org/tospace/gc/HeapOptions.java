package org.tospace.gc;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.memory.PageSize;

/**
 * How a heap is to be. Immutable; made by {@link #builder} or read from a string such as
 * {@code heap=64m,barrier=checked,page=16k,background=off,stress=100,verify=after-gc}.
 *
 * <p>Needs Linux: building options asks for the size of the system's page.
 *
 * <table>
 *   <caption>Keys of option strings</caption>
 *   <tr><th>key</th><th>value</th><th>default</th></tr>
 *   <tr><td>heap</td><td>size of the whole object space, both halves</td><td>64m</td></tr>
 *   <tr><td>barrier</td><td>trap, upcall, checked; on another processor than x86-64 checked alone</td><td>trap</td></tr>
 *   <tr><td>protection</td><td>mprotect, guard, userfaultfd, auto: by which mechanism pages are closed; auto is mprotect</td><td>auto</td></tr>
 *   <tr><td>page</td><td>size of the unit of protection and scanning</td><td>16k, and the system's, 4k mostly, in heaps below 8m or if that is larger</td></tr>
 *   <tr><td>background</td><td>on, off: whether a thread collects beside the mutators</td><td>on</td></tr>
 *   <tr><td>stress</td><td>N: a collection starts at every Nth allocation; 0: never for that reason</td><td>0</td></tr>
 *   <tr><td>checks</td><td>on, off: whether references, slots and offsets are tested before every use; always on under stress</td><td>off</td></tr>
 *   <tr><td>verify</td><td>never, after-gc</td><td>never</td></tr>
 *   <tr><td>encoding</td><td>low-bits, nan-boxing</td><td>low-bits</td></tr>
 *   <tr><td>maps</td><td>how many mappings protection may split the heap into; 0: a share of the system's limit</td><td>0</td></tr>
 *   <tr><td>large</td><td>objects from this size on are never copied; 0: all are. With {@code mprotect}, those with slots are as far as there are mappings</td><td>64k, or the page if that is larger</td></tr>
 *   <tr><td>buffer</td><td>size of a mutator's allocation buffer; 0: by heap size</td><td>0</td></tr>
 *   <tr><td>roots</td><td>slots in each mutator's root stack</td><td>1m</td></tr>
 *   <tr><td>records</td><td>on, off: whether each trap leaves a record, for listeners and recordings; traps are counted in any case</td><td>on</td></tr>
 *   <tr><td>log</td><td>on, off: whether the system's logger {@code org.tospace.gc} is told of the heap: opened and closed at the level DEBUG, collections TRACE,
 *       exhausted WARNING, failed ERROR; if no logging was set up yet, that takes 10 ms when the heap is opened</td><td>on</td></tr>
 *   <tr><td>name</td><td>letters, digits, '-', '_' and '.': the heap's name where several are shown</td><td>heap-1, heap-2, ...</td></tr>
 * </table>
 *
 * <p>Example:
 * {@snippet :
 * HeapOptions.Builder builder = HeapOptions.builder().heapBytes(64 << 20).barrier(Barrier.CHECKED);
 * HeapOptions options = builder.stress(1).build();
 * HeapOptions same = HeapOptions.parse("heap=64m,barrier=checked,stress=1");
 * }
 */
public final class HeapOptions {
    /** The smallest heap, both halves. A heap also has at least {@value #MINIMUM_PAGES} pages. */
    public static final long MINIMUM_HEAP_BYTES = 256 << 10;
    /** The largest heap: its views must fit into the addresses of a process several times over. */
    public static final long MAXIMUM_HEAP_BYTES = 1L << 40;
    /** The heap's size when none is given. */
    public static final long DEFAULT_HEAP_BYTES = 64 << 20;
    /** The page's size when none is given, in heaps of at least {@value #LARGER_HEAP_BYTES} bytes; in smaller ones, and if that is larger, it is the system's. */
    public static final long DEFAULT_PAGE_BYTES = 16 << 10;

    /** The least size of objects that are never copied, when none is given. */
    public static final long DEFAULT_LARGE_BYTES = 64 << 10;

    private static final long LARGER_HEAP_BYTES = 8 << 20;
    private static final long MINIMUM_PAGES = 16;
    private static final long MAXIMUM_PAGE_BYTES = 1 << 20;
    private static final long DEFAULT_ROOT_SLOTS = 1 << 20;
    private static final long MAXIMUM_ROOT_SLOTS = 1L << 30;
    private static final long MINIMUM_MAPS = 4;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{0,64}");

    private static final long BY_PAGE = -1;

    private final Builder values;

    private HeapOptions(Builder values) {
        this.values = values;
    }

    /** The smallest heap that there can be here: {@link #MINIMUM_HEAP_BYTES}, or more where the system's pages are larger than 16 KiB. */
    public static long smallestHeapBytes() {
        return Math.max(MINIMUM_HEAP_BYTES, MINIMUM_PAGES * PageSize.bytes());
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads options from a string of {@code key=value} pairs with commas between; an empty string gives the defaults.
     *
     * @throws IllegalArgumentException when a key is unknown or a value is not one of those allowed
     */
    public static HeapOptions parse(String text) {
        Builder builder = builder();
        for (String pair : text.split(",", -1)) {
            if (pair.isBlank() && text.isBlank()) {
                break;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("an option is written key=value, such as heap=64m: '" + pair.strip() + "'");
            }
            builder.set(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
        return builder.build();
    }

    /** A builder that holds these options. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Bytes of the whole object space, both halves. */
    public long heapBytes() {
        return values.heapBytes;
    }

    /** Bytes that may be in use at a time, of objects that are copied: half the heap. */
    public long spaceBytes() {
        return values.heapBytes / 2;
    }

    /** The barrier. */
    public Barrier barrier() {
        return values.barrier;
    }

    /** By which mechanism pages are closed. */
    public Protection protection() {
        return values.protection;
    }

    /** Bytes of a page. */
    public long pageBytes() {
        return values.pageBytes;
    }

    /** Whether a background thread collects beside the mutators. */
    public boolean background() {
        return values.background;
    }

    /** A collection starts at every so many allocations; 0 when none starts for that reason. */
    public long stress() {
        return values.stress;
    }

    /** Whether references, slots and offsets are tested before every use, as asked for or because of stress. */
    public boolean testsReferences() {
        return values.checks || values.stress != 0;
    }

    /** When the heap checks itself. */
    public Verification verification() {
        return values.verification;
    }

    /** Which values are references. */
    public ReferenceEncoding encoding() {
        return values.encoding;
    }

    /** How many mappings protection may split the heap into; 0 for a share of the system's limit. Only {@code mprotect} does. */
    public long mapBudget() {
        return values.mapBudget;
    }

    /** Objects of at least so many bytes are never copied, and count once; 0 when all are copied. */
    public long largeBytes() {
        return values.largeBytes;
    }

    /** Bytes of a mutator's allocation buffer; 0 for a size that fits the heap. */
    public long bufferBytes() {
        return values.bufferBytes;
    }

    /** Slots in each mutator's root stack. */
    public long rootSlots() {
        return values.rootSlots;
    }

    /** Whether each trap leaves a record, without which {@link CollectorEvent.Trap} is not told. */
    public boolean trapRecords() {
        return values.trapRecords;
    }

    /** Whether the system's logger {@code org.tospace.gc} is told of the heap. */
    public boolean log() {
        return values.log;
    }

    /** The heap's name; empty for one that no other heap of the process has. */
    public String name() {
        return values.name;
    }

    /** The options as a string that {@link #parse} reads back. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        text.add("heap=" + ByteSize.format(heapBytes())).add("barrier=" + barrier().key());
        text.add("protection=" + protection().key()).add("page=" + ByteSize.format(pageBytes()));
        text.add("background=" + (background() ? "on" : "off")).add("stress=" + stress()).add("verify=" + verification().key());
        text.add("checks=" + (values.checks ? "on" : "off")).add("encoding=" + encoding().key()).add("maps=" + mapBudget()).add("buffer=" + ByteSize.format(bufferBytes()));
        text.add("large=" + ByteSize.format(largeBytes()));
        text.add("roots=" + ByteSize.format(rootSlots())).add("records=" + (trapRecords() ? "on" : "off")).add("log=" + (log() ? "on" : "off"));
        if (!name().isEmpty()) {
            text.add("name=" + name());
        }
        return text.toString();
    }

    /** Collects options; {@link #build} checks them. Not for several threads. */
    public static final class Builder {
        private long heapBytes = DEFAULT_HEAP_BYTES;
        private Barrier barrier = Barrier.TRAP;
        private Protection protection = Protection.AUTO;
        /** 0: by the heap's size. */
        private long pageBytes;
        private boolean background = true;
        private long stress;
        private boolean checks;
        private Verification verification = Verification.NEVER;
        private ReferenceEncoding encoding = ReferenceEncoding.LOW_BITS;
        private long mapBudget;
        /** {@link #BY_PAGE}: by the page's size. */
        private long largeBytes = BY_PAGE;
        private long bufferBytes;
        private long rootSlots = DEFAULT_ROOT_SLOTS;
        private boolean trapRecords = true;
        private boolean log = true;
        private String name = "";

        private Builder() {
        }

        private Builder(Builder other) {
            heapBytes = other.heapBytes;
            barrier = other.barrier;
            protection = other.protection;
            pageBytes = other.pageBytes;
            background = other.background;
            stress = other.stress;
            checks = other.checks;
            verification = other.verification;
            encoding = other.encoding;
            mapBudget = other.mapBudget;
            largeBytes = other.largeBytes;
            bufferBytes = other.bufferBytes;
            rootSlots = other.rootSlots;
            trapRecords = other.trapRecords;
            log = other.log;
            name = other.name;
        }

        /** Bytes of the whole object space, both halves; rounded up to two whole pages. */
        public Builder heapBytes(long bytes) {
            heapBytes = bytes;
            return this;
        }

        /** The barrier. */
        public Builder barrier(Barrier value) {
            barrier = value;
            return this;
        }

        /** By which mechanism pages are closed; only {@link Protection#AUTO} with {@link Barrier#CHECKED}. */
        public Builder protection(Protection value) {
            protection = value;
            return this;
        }

        /** Bytes of a page: a power of two, at least the system's page; 0 for one that fits the heap. */
        public Builder pageBytes(long bytes) {
            pageBytes = bytes;
            return this;
        }

        /** Whether a background thread collects beside the mutators. Without it, allocation pays for all scanning. */
        public Builder background(boolean value) {
            background = value;
            return this;
        }

        /** A collection at every so many allocations; 0 for none. */
        public Builder stress(long allocations) {
            stress = allocations;
            return this;
        }

        /** Whether references, slots and offsets are tested before every use. For finding mistakes: accesses become several times dearer. */
        public Builder checks(boolean value) {
            checks = value;
            return this;
        }

        /** When the heap checks itself. */
        public Builder verification(Verification value) {
            verification = value;
            return this;
        }

        /** Which values are references. */
        public Builder encoding(ReferenceEncoding value) {
            encoding = value;
            return this;
        }

        /** How many mappings protection may split the heap into; 0 for a share of the system's limit. */
        public Builder mapBudget(long mappings) {
            mapBudget = mappings;
            return this;
        }

        /** The least size of objects that are never copied: at least a page; 0 for none. */
        public Builder largeBytes(long bytes) {
            largeBytes = bytes;
            return this;
        }

        /** Bytes of a mutator's allocation buffer, a multiple of the page; 0 for a size that fits the heap. */
        public Builder bufferBytes(long bytes) {
            bufferBytes = bytes;
            return this;
        }

        /** Slots in each mutator's root stack. */
        public Builder rootSlots(long slots) {
            rootSlots = slots;
            return this;
        }

        /** Whether each trap leaves a record, without which {@link CollectorEvent.Trap} is not told. A record takes a few nanoseconds of a trap. */
        public Builder trapRecords(boolean value) {
            trapRecords = value;
            return this;
        }

        /** Whether the system's logger {@code org.tospace.gc} is told of the heap. */
        public Builder log(boolean value) {
            log = value;
            return this;
        }

        /** The heap's name: letters, digits, '-', '_' and '.', at most 64; empty for one that no other heap of the process has. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        private void set(String key, String value) {
            switch (key.toLowerCase(Locale.ROOT)) {
                case "heap" -> heapBytes(size(key, value));
                case "barrier" -> barrier(Barrier.parse(value));
                case "protection" -> protection(Protection.parse(value));
                case "page" -> pageBytes(size(key, value));
                case "background" -> background(onOrOff(key, value));
                case "checks" -> checks(onOrOff(key, value));
                case "stress" -> stress(size(key, value));
                case "verify" -> verification(Verification.parse(value));
                case "encoding" -> encoding(ReferenceEncoding.parse(value));
                case "maps" -> mapBudget(size(key, value));
                case "large" -> largeBytes(size(key, value));
                case "buffer" -> bufferBytes(size(key, value));
                case "roots" -> rootSlots(size(key, value));
                case "records" -> trapRecords(onOrOff(key, value));
                case "log" -> log(onOrOff(key, value));
                case "name" -> name(value);
                default -> throw new IllegalArgumentException("unknown heap option '" + key
                        + "'; there are heap, barrier, page, protection, background, stress, checks, verify, encoding, maps, large, buffer, roots, records, log, name");
            }
        }

        private static long size(String key, String value) {
            try {
                return ByteSize.parse(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
            }
        }

        private static boolean onOrOff(String key, String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "on", "true" -> true;
                case "off", "false" -> false;
                default -> throw new IllegalArgumentException(key + " must be on or off: " + value);
            };
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException naming the option, its value and what would be right
         */
        public HeapOptions build() {
            SupportedPlatform.require();
            long systemPage = PageSize.bytes();
            long pageBytes = this.pageBytes != 0 ? this.pageBytes : heapBytes < LARGER_HEAP_BYTES ? systemPage : Math.max(systemPage, DEFAULT_PAGE_BYTES);
            if (Long.bitCount(pageBytes) != 1 || pageBytes < systemPage || pageBytes > MAXIMUM_PAGE_BYTES) {
                throw new IllegalArgumentException("page must be a power of two from " + systemPage + " to " + MAXIMUM_PAGE_BYTES
                        + ": " + pageBytes);
            }
            long minimum = Math.max(MINIMUM_HEAP_BYTES, MINIMUM_PAGES * pageBytes);
            if (heapBytes < minimum || heapBytes > MAXIMUM_HEAP_BYTES) {
                throw new IllegalArgumentException("heap must be at least " + ByteSize.format(minimum) + " with pages of "
                        + ByteSize.format(pageBytes) + ", and at most " + ByteSize.format(MAXIMUM_HEAP_BYTES) + ": "
                        + ByteSize.format(heapBytes));
            }
            if (barrier == Barrier.CHECKED && protection != Protection.AUTO) {
                throw new IllegalArgumentException("protection must be auto with barrier=checked, which protects no pages: " + protection.key());
            }
            if (stress < 0) {
                throw new IllegalArgumentException("stress must be 0 (off) or a number of allocations: " + stress);
            }
            if (mapBudget != 0 && mapBudget < MINIMUM_MAPS) {
                throw new IllegalArgumentException("maps must be 0 (automatic) or at least " + MINIMUM_MAPS + ": " + mapBudget);
            }
            long largeBytes = this.largeBytes == BY_PAGE ? Math.max(DEFAULT_LARGE_BYTES, pageBytes) : this.largeBytes;
            if (largeBytes != 0 && largeBytes < pageBytes) {
                throw new IllegalArgumentException("large must be 0 (every object is copied) or at least the page (" + ByteSize.format(pageBytes) + "): " + largeBytes);
            }
            if (bufferBytes < 0 || bufferBytes % pageBytes != 0 || bufferBytes > heapBytes / 4) {
                throw new IllegalArgumentException("buffer must be 0 (automatic) or a multiple of the page (" + ByteSize.format(pageBytes)
                        + ") up to a quarter of the heap: " + bufferBytes);
            }
            if (rootSlots < 1 || rootSlots > MAXIMUM_ROOT_SLOTS) {
                throw new IllegalArgumentException("roots must be 1 to " + MAXIMUM_ROOT_SLOTS + " slots: " + rootSlots);
            }
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("name must be up to 64 letters, digits, '-', '_' and '.': '" + name + "'");
            }
            Builder checked = new Builder(this);
            checked.pageBytes = pageBytes;
            checked.largeBytes = largeBytes;
            checked.heapBytes = (heapBytes + 2 * pageBytes - 1) & -(2 * pageBytes);
            return new HeapOptions(checked);
        }
    }
}
