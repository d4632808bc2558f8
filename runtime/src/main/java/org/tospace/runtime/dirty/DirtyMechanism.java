package org.tospace.runtime.dirty;

/** How writes to pages are noticed. */
public enum DirtyMechanism {
    /**
     * The kernel write-protects pages, lifts that on a write without telling anybody, and is asked by {@code PAGEMAP_SCAN} (Linux 6.7,
     * {@code userfaultfd} with asynchronous write protection). No signal, no mapping split; stores by system calls are noticed too.
     */
    SCAN("scan"),
    /**
     * Pages are made read-only by {@code mprotect}; the first store to each is a {@code SIGSEGV} whose service notes the page and makes it
     * writable. On every kernel, but it takes mappings, of which a process has few, and a system call that would store into a page that is
     * read-only fails with {@code EFAULT}.
     */
    TRAP("traps");

    private final String key;

    DirtyMechanism(String key) {
        this.key = key;
    }

    /**
     * Its name for people: dirty pages by {@code scan}, by {@code traps}.
     *
     * @return a word
     */
    public String key() {
        return key;
    }
}
