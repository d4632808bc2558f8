package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netbeans.lib.profiler.heap.Instance;
import org.tospace.gc.hprof.DumpFile;
import org.tospace.gc.hprof.HeapDump;
import org.tospace.runtime.memory.Memory;

/** What becomes of the file, and how it is cut into segments and pieces. */
class DumpFileTest {
    @TempDir
    private Path folder;
    private Path file;
    private Heap heap;
    private Mutator mutator;

    @BeforeEach
    void open() {
        file = folder.resolve("dump.hprof");
        heap = Heap.open("heap=16m");
        mutator = heap.attach();
        mutator.roots().push(mutator.allocate(1, 2, 0));
    }

    @AfterEach
    void close() {
        heap.close();
    }

    @Test
    void existingFileIsNotOverwritten() throws IOException {
        Files.writeString(file, "precious");
        FileSystemException e = assertThrows(FileAlreadyExistsException.class, () -> heap.dump(file));
        assertEquals("it exists already, and a heap dump overwrites nothing", e.getReason());
        assertEquals(file.toString(), e.getFile());
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void missingFolderIsNamed() {
        Path nowhere = folder.resolve("no").resolve("dump.hprof");
        FileSystemException e = assertThrows(NoSuchFileException.class, () -> heap.dump(nowhere));
        assertEquals(nowhere + ": its folder does not exist", e.getMessage());
    }

    @Test
    void brokenHeapLeavesNoFile() {
        long pair = mutator.roots().peek();
        Memory.putLong(pair + heap.memory().delta() + 8, 8);
        assertThrows(HeapVerificationException.class, () -> heap.dump(file));
        assertFalse(Files.exists(file));
        assertThrows(HeapVerificationException.class, heap::histogram);
    }

    @Test
    void interruptLeavesNoFileAndMutatorsGoOn() {
        Thread.currentThread().interrupt();
        FileSystemException e = assertThrows(FileSystemException.class, () -> heap.dump(file));
        assertTrue(Thread.interrupted());
        assertEquals(file + ": the heap dump is not complete and was removed: the thread was interrupted", e.getMessage());
        assertFalse(Files.exists(file));
        heap.collect();
        heap.verify();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2000})
    void fullDiskLeavesNoFile(int room) {
        FileSystemException e = assertThrows(FileSystemException.class,
                () -> DumpFile.write(file, channel -> write(new FullDisk(channel, room), 64, 1 << 10)));
        assertEquals(file + ": the heap dump is not complete and was removed: No space left on device", e.getMessage());
        assertFalse(Files.exists(file));
        heap.verify();
    }

    /** A segment for each few objects, or for one array; arrays in pieces of a few elements. */
    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100, 1000, 4096, 1 << 20})
    void segmentsAndPiecesAreReadAsOne(int bufferBytes) throws IOException {
        int pieceBytes = 200;
        long large = mutator.allocate(2, 1003, 777);
        mutator.roots().push(large);
        for (int i = 0; i < 100; i++) {
            mutator.roots().push(mutator.allocate(3, i % 5, i % 3));
        }
        byte[] raw = new byte[777];
        new Random(4).nextBytes(raw);
        for (int i = 0; i < raw.length; i++) {
            mutator.putByte(large, 8 + 1003 * 8 + i, raw[i]);
        }
        for (int i = 0; i < 1003; i++) {
            mutator.setSlot(large, i, i % 10 == 0 ? mutator.roots().get(2 + i % 100) : i % 7);
        }
        DumpFile.write(file, channel -> write(channel, bufferBytes, pieceBytes));
        DumpReader dump = new DumpReader(file);
        Instance instance = dump.instance(large);
        List<Long> references = DumpReader.elements(instance.getValueOfField("slots")).stream()
                .flatMap(piece -> DumpReader.targets(piece).stream()).toList();
        assertEquals(LongStream.range(0, 1003).map(i -> i % 10 == 0 ? mutator.roots().get((int) (2 + i % 100)) : 0).boxed().toList(), references);
        List<Long> bits = DumpReader.elements(instance.getValueOfField("bits")).stream()
                .flatMap(piece -> DumpReader.longs(piece).stream()).toList();
        assertEquals(LongStream.range(0, 1003).map(i -> mutator.getSlot(large, i)).boxed().toList(), bits);
        List<Integer> bytes = DumpReader.elements(instance.getValueOfField("raw")).stream()
                .flatMap(piece -> DumpReader.bytes(piece).stream()).toList();
        for (int i = 0; i < raw.length; i++) {
            assertEquals((int) raw[i], bytes.get(i));
        }
        Instance stack = dump.instances("root stack of mutator " + mutator.id() + ", slot").getFirst();
        List<Long> roots = DumpReader.elements(stack.getValueOfField("slots")).stream()
                .flatMap(piece -> DumpReader.targets(piece).stream()).toList();
        assertEquals(LongStream.range(0, mutator.roots().depth()).map(i -> mutator.roots().get((int) i)).boxed().toList(), roots);
        for (int i = 2; i < 102; i++) {
            assertTrue(dump.instance(mutator.roots().get(i)).getJavaClass().getName().startsWith("tag 3 ("));
        }
    }

    private long write(WritableByteChannel channel, int bufferBytes, long pieceBytes) throws IOException {
        return heap.inspect((live, roots) -> HeapDump.write(channel, bufferBytes, pieceBytes, live, roots, heap.collector().labels()));
    }

    private record FullDisk(WritableByteChannel channel, int[] room) implements WritableByteChannel {
        FullDisk(WritableByteChannel channel, int room) {
            this(channel, new int[] {room});
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (room[0] == 0) {
                throw new IOException("No space left on device");
            }
            int now = Math.min(room[0], source.remaining());
            ByteBuffer part = source.slice(source.position(), now);
            int written = channel.write(part);
            source.position(source.position() + written);
            room[0] -= written;
            return written;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
