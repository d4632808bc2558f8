package org.tospace.gc;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.probe.ProbeResult;

/**
 * By which mechanism of the system pages are closed to mutators. Chosen when a heap is opened with one of the barriers that protect pages,
 * {@link Barrier#TRAP} and {@link Barrier#UPCALL}; what mutators see is the same.
 *
 * <p>Example:
 * {@snippet :
 * HeapOptions options = HeapOptions.builder().barrier(Barrier.TRAP).protection(Protection.GUARD).build();
 * }
 */
public enum Protection {
    /** The default one: {@link #MPROTECT}. The only choice with {@link Barrier#CHECKED}, which protects nothing. */
    AUTO("auto", null),
    /**
     * {@code mprotect}. Works on every kernel. Each stretch of open or closed pages is a mapping, of which a process may have 65,530; see
     * {@link HeapOptions#mapBudget}.
     */
    MPROTECT("mprotect", null),
    /** Guard markers in the page table, {@code MADV_GUARD_INSTALL}: no mappings; Linux 6.15 or so. */
    GUARD("guard", Mechanism.GUARD),
    /**
     * {@code userfaultfd} for minor faults: no mappings, and pages opened with their page table entry. Its faults are SIGBUS. Containers often
     * forbid it. When the kernel reclaims memory, open pages may be closed; {@link Barrier#TRAP} opens them again, but under
     * {@link Barrier#UPCALL} an access between collections may become an {@link InternalError}: not for machines that swap.
     */
    USERFAULTFD("userfaultfd", Mechanism.USER_FAULT);

    private final String key;
    private final Mechanism mechanism;

    Protection(String key, Mechanism mechanism) {
        this.key = key;
        this.mechanism = mechanism;
    }

    /** The name used in option strings and on the command line. */
    public String key() {
        return key;
    }

    /** This one, or what {@link #AUTO} stands for. */
    public Protection resolved() {
        return this == AUTO ? MPROTECT : this;
    }

    /** What the kernel must have beyond what every heap needs; empty for {@code mprotect}. */
    Optional<Mechanism> mechanism() {
        return Optional.ofNullable(resolved().mechanism);
    }

    /**
     * Sees to it that this machine has the mechanism, by trying it: a few milliseconds.
     *
     * @throws UnsupportedOperationException saying what is wrong and what can be used instead
     */
    void require() {
        Optional<ProbeResult> refused = mechanism().map(Mechanism::probe).filter(result -> !result.available());
        if (refused.isPresent()) {
            throw new UnsupportedOperationException("protection=" + key + " cannot be used on this machine: " + refused.get().detail()
                    + "; use protection=" + AUTO.resolved().key + ", which is always there");
        }
    }

    /**
     * The mechanism of a name.
     *
     * @throws IllegalArgumentException naming the known ones when there is none
     */
    public static Protection parse(String key) {
        for (Protection protection : values()) {
            if (protection.key.equalsIgnoreCase(key)) {
                return protection;
            }
        }
        String known = Arrays.stream(values()).map(Protection::key).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("protection must be one of " + known + ": " + key);
    }
}
