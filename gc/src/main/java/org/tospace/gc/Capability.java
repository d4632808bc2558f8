package org.tospace.gc;

/**
 * A fact about this machine, or something that was tried on it.
 *
 * <p>Example:
 * {@snippet :
 * for (Capability capability : Platform.probe()) {
 *     if (capability.isMissing()) {
 *         throw new IllegalStateException(capability.name() + ": " + capability.detail());
 *     }
 * }
 * }
 *
 * @param name what it is about, in a few words
 * @param available whether it is as it should be: a mechanism works, a barrier can be used; true for a mere fact
 * @param required whether a heap with the default options cannot do without it
 * @param detail part of a sentence: the fact itself, what was seen, or what is wrong
 */
public record Capability(String name, boolean available, boolean required, String detail) {

    /** Whether something is missing that a heap with the default options needs. */
    public boolean isMissing() {
        return required && !available;
    }
}
