package org.tospace.runtime.probe;

import org.tospace.runtime.dirty.DirtyMechanism;

/** What can be tried, the indispensable first. */
public enum Mechanism {
    /** MAP2: the same memory at two addresses. */
    DUAL_MAPPING(new DualMappingProbe()),
    /** PROT, TRAP and UNPROT: a load from a protected page, served by Java. */
    TRAP(new TrapProbe()),
    /** A load of plain Java from a protected page becomes an error that can be caught and explained. */
    WILD_ACCESS(new WildAccessProbe()),
    /** Protection by markers in the page table, which splits no mapping. */
    GUARD(new GuardProbe()),
    /** Protection by missing page table entries, filled in by {@code userfaultfd}. */
    USER_FAULT(new UserFaultProbe()),
    /** DIRTY: which pages were written, without a trap. */
    DIRTY_PAGES(new DirtyPagesProbe("dirty pages by scan", DirtyMechanism.SCAN,
            "asynchronous write protection and PAGEMAP_SCAN named the page that was written, without a trap")),
    /** DIRTY, by a trap on the first write to each page. */
    DIRTY_TRAPS(new DirtyPagesProbe("dirty pages by traps", DirtyMechanism.TRAP,
            "mprotect and a trap on the first store named the page that was written")),
    /** A memory barrier in all threads of the process by one call. */
    PROCESS_BARRIER(new ProcessBarrierProbe());

    private final Probe probe;

    Mechanism(Probe probe) {
        this.probe = probe;
    }

    /**
     * Tries it, which takes a few milliseconds the first time. Any thread.
     *
     * @return what came of it; nothing is ever thrown
     */
    public ProbeResult probe() {
        return probe.run();
    }
}
