package org.tospace.runtime.trap;

/** What an access to a closed page of a region raises. */
public enum TrapSignal {
    /** {@code SIGSEGV}: pages closed by {@code mprotect} or by guard markers. */
    SEGV,
    /**
     * {@code SIGBUS}: pages without page table entries under a {@code userfaultfd}. {@code SIGSEGV} is served in such a region, too. In
     * regions that did not ask for it a {@code SIGBUS} is never served: there it means that the system has no memory for the page.
     */
    BUS
}
