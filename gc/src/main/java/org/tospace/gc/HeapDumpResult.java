package org.tospace.gc;

import java.nio.file.Path;

/**
 * A heap dump that was written.
 *
 * @param file where
 * @param objects how many objects are in it
 * @param bytes what these take in the heap
 * @param fileBytes how long the file is
 */
public record HeapDumpResult(Path file, long objects, long bytes, long fileBytes) {
}
