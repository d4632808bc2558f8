package org.tospace.gc.inspect;

import org.tospace.gc.TagNames;

/** The names of tags and slots, as far as the embedder has given any. Any thread. */
public final class Labels {
    private volatile TagNames names;

    /** Labels without names. */
    public Labels() {
    }

    /** Takes the embedder's names from now on. */
    public void set(TagNames tagNames) {
        names = tagNames;
    }

    /** What an object of this tag is called. */
    public String kind(int tag) {
        TagNames given = names;
        String name = null;
        if (given != null) {
            try {
                name = given.name(tag);
            } catch (RuntimeException e) {
                // A name is not worth failing for: the number will do.
                name = null;
            }
        }
        return name == null || name.isBlank() ? "tag " + tag : name;
    }

    /** What a slot is called, or null. */
    public String slot(int tag, long slot) {
        TagNames given = names;
        String name = null;
        if (given != null) {
            try {
                name = given.slotName(tag, slot);
            } catch (RuntimeException e) {
                // As above.
                name = null;
            }
        }
        return name == null || name.isBlank() ? null : name;
    }
}
