package org.tospace.gc;

import java.nio.file.Path;

/**
 * A heap dump that was written, in the format hprof; see {@link Heap#dump}.
 *
 * <p><b>Objects</b> are instances of a class of their tag's name ({@link Heap#setTagNames}) and have their addresses for identifiers. If objects of
 * one tag differ in how many slots they have, or some have raw bytes and some have none, each such shape is a class of its own.
 *
 * <p><b>Slots.</b> Since a slot may hold a reference or any other value, it is shown as both: up to 32 slots are two fields each,
 * an object (null unless it is a reference) and a long, {@code slot0.bits}, that has its 64 bits. More slots are an array of objects in the field
 * {@code slots}, and if any that is not a reference is not 0, an array of longs in the field {@code bits}.
 *
 * <p><b>Raw bytes</b> are an array in the field {@code raw}.
 *
 * <p><b>Roots.</b> Each root stack, and each table of roots, is an instance of a class of its name ({@code root stack of mutator 1, slot}) and is a root
 * of the dump; the array in its field {@code slots} has the roots by number, from the number in its field {@code first} on.
 *
 * <p><b>Sizes.</b> An instance's size is that of its header and its slots, or without these when they are in an array; raw bytes count with
 * their array, as arrays do.
 *
 * <p>Example:
 * {@snippet :
 * HeapDumpResult dump = heap.dump(Path.of("after-parsing.hprof"));
 * System.out.println(dump.objects() + " objects in " + dump.file() + ", " + ByteSize.describe(dump.fileBytes()));
 * }
 *
 * @param file where
 * @param objects how many objects are in it
 * @param bytes what these take in the heap
 * @param fileBytes how long the file is
 */
public record HeapDumpResult(Path file, long objects, long bytes, long fileBytes) {
}
