package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "heap=1m", "heap=3g,barrier=checked,page=64k,background=off,stress=7,verify=after-gc,encoding=nan-boxing",
        "heap=16m,page=4k,maps=4,buffer=32k,roots=5,records=off,log=off,name=a-1_b.c", " heap = 2m , PAGE=4K,barrier=Upcall,background=true"})
    void textRoundTrip(String text) {
        HeapOptions options = HeapOptions.parse(text);
        assertEquals(options.toString(), HeapOptions.parse(options.toString()).toString());
        assertEquals(options.toString(), options.toBuilder().build().toString());
    }

    @Test
    void everyKeyIsRead() {
        HeapOptions options = HeapOptions.parse("heap=3g,barrier=checked,page=64k,background=off,stress=7,verify=after-gc,encoding=nan-boxing,"
                + "maps=99,buffer=128k,roots=2k,records=off,log=off,name=scripts");
        assertEquals(3L << 30, options.heapBytes());
        assertEquals(3L << 29, options.spaceBytes());
        assertEquals(Barrier.CHECKED, options.barrier());
        assertEquals(64 << 10, options.pageBytes());
        assertEquals(false, options.background());
        assertEquals(7, options.stress());
        assertEquals(Verification.AFTER_GC, options.verification());
        assertEquals(ReferenceEncoding.NAN_BOXING, options.encoding());
        assertEquals(99, options.mapBudget());
        assertEquals(128 << 10, options.bufferBytes());
        assertEquals(2048, options.rootSlots());
        assertEquals(false, options.trapRecords());
        assertEquals(false, options.log());
        assertEquals("scripts", options.name());
    }

    @Test
    void emptyTextGivesTheDefaults() {
        HeapOptions options = HeapOptions.parse("");
        assertEquals(HeapOptions.builder().build().toString(), options.toString());
        assertEquals(HeapOptions.DEFAULT_HEAP_BYTES, options.heapBytes());
        assertEquals(HeapOptions.DEFAULT_PAGE_BYTES, options.pageBytes());
    }

    @Test
    void heapIsRoundedUpToTwoWholePages() {
        assertEquals(1152 << 10, HeapOptions.parse("heap=1025k,page=64k").heapBytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heap=1k                   | heap must be at least 256k with pages of 4k
            heap=512k,page=64k        | heap must be at least 1m with pages of 64k
            heap=2t                   | and at most 1t: 2t
            heap=much                 | heap: a size is digits and an optional unit
            page=5000                 | page must be a power of two from 4096 to 1048576: 5000
            page=2k                   | page must be a power of two from 4096 to 1048576: 2048
            page=2m                   | page must be a power of two from 4096 to 1048576: 2097152
            barrier=magic             | : magic
            background=perhaps        | background must be on or off: perhaps
            stress=-1                 | stress: a size is digits
            verify=sometimes          | verify must be never or after-gc: sometimes
            encoding=base64           | encoding must be low-bits or nan-boxing: base64
            maps=3                    | maps must be 0 (automatic) or at least 4: 3
            buffer=5k                 | buffer must be 0 (automatic) or a multiple of the page (16k) up to a quarter of the heap: 5120
            heap=1m,buffer=512k       | buffer must be 0 (automatic) or a multiple of the page (4k) up to a quarter of the heap: 524288
            roots=0                   | roots must be 1 to 1073741824 slots: 0
            records=some              | records must be on or off: some
            name=a:b                  | name must be up to 64 letters, digits, '-', '_' and '.': 'a:b'
            roots=2g                  | roots must be 1 to 1073741824 slots: 2147483648
            colour=red                | unknown heap option 'colour'; there are heap, barrier, page
            heap                      | an option is written key=value, such as heap=64m: 'heap'
            heap=1m,                  | an option is written key=value, such as heap=64m: ''
            """)
    void badOptionIsRefusedInWords(String text, String words) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HeapOptions.parse(text));
        assertEquals(true, e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void builderRefusesANegativeStress() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HeapOptions.builder().stress(-1).build());
        assertEquals("stress must be 0 (off) or a number of allocations: -1", e.getMessage());
    }

    @Test
    void aHeapThatIsOpenKnowsItsOptions() {
        try (Heap heap = Heap.open("heap=1m,barrier=checked")) {
            assertEquals(HeapOptions.parse("heap=1m,barrier=checked").toString(), heap.options().toString());
            assertEquals(Barrier.CHECKED, heap.options().barrier());
        }
    }
}
