package org.tospace.runtime.probe;

/**
 * What came of trying a mechanism.
 *
 * @param name the mechanism, in a few words
 * @param available whether it did all that was asked of it
 * @param detail part of a sentence: what was seen, or what refused and with which error, such as
 *     {@code userfaultfd was refused with EPERM (errno 1), in a container often by its system call filter}
 */
public record ProbeResult(String name, boolean available, String detail) {
}
