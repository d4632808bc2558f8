package org.tospace.gc;

/**
 * What an embedder calls its objects: used by {@link Heap#histogram}, {@link Heap#dump} and the paths that {@link Heap#verify} tells of.
 * See {@link Heap#setTagNames}.
 *
 * <p>Called by the thread that inspects the heap, while all mutators are stopped: it must not touch the heap or wait for another
 * mutator. A null, empty or thrown answer counts as none, and the tag's number is shown instead.
 *
 * <p>Example:
 * {@snippet :
 * heap.setTagNames(tag -> switch (tag) {
 *     case 1 -> "pair";
 *     case 2 -> "string";
 *     default -> null;                             // shown as "tag 3"
 * });
 * }
 */
@FunctionalInterface
public interface TagNames {
    /**
     * What objects with a tag are called, such as {@code "pair"}; a noun.
     *
     * @return the name, or null for none
     */
    String name(int tag);

    /**
     * What a slot of such objects is called, such as {@code "tail"}.
     *
     * @return the name, or null (as unless overridden) for none
     */
    default String slotName(int tag, long slot) {
        return null;
    }
}
