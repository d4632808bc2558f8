package org.tospace.gc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tospace.gc.platform.HostFacts;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.probe.Mechanism;
import org.tospace.runtime.probe.ProbeResult;

/**
 * What this machine and this JVM offer a heap, found out by trying it. Any thread, beside open heaps too. Nothing here throws, and on
 * another system than Linux no native function is bound and nothing is tried: the answer says so. On another processor than x86-64 only what
 * {@link Barrier#CHECKED} needs is tried.
 *
 * <p>Example:
 * {@snippet :
 * for (Capability mechanism : Platform.mechanisms()) {
 *     System.out.println(mechanism.name() + ": " + (mechanism.available() ? "yes" : "no") + ", " + mechanism.detail());
 * }
 * }
 */
public final class Platform {
    private static final Map<Barrier, Set<Mechanism>> NEEDS = new EnumMap<>(Map.of(
            Barrier.TRAP, EnumSet.of(Mechanism.DUAL_MAPPING, Mechanism.TRAP),
            Barrier.UPCALL, EnumSet.of(Mechanism.DUAL_MAPPING, Mechanism.TRAP),
            Barrier.CHECKED, EnumSet.of(Mechanism.DUAL_MAPPING)));
    /** What {@link HeapOptions} starts from. Not asked of them: building options reads the page size, which needs Linux. */
    private static final Barrier DEFAULT = Barrier.TRAP;

    private Platform() {
    }

    /** All that can be told, for a person to read from the top: {@link #facts}, then {@link #mechanisms}. */
    public static List<Capability> probe() {
        List<Capability> all = new ArrayList<>(facts());
        all.addAll(mechanisms());
        return List.copyOf(all);
    }

    /**
     * System, processor, memory, JVM, native access, and limits. The detail is the fact; not available are a platform that is not
     * supported and native access that is not enabled.
     */
    public static List<Capability> facts() {
        Optional<String> problem = SupportedPlatform.problem();
        List<Capability> facts = new ArrayList<>();
        facts.add(new Capability("operating system", problem.isEmpty(), true,
                HostFacts.operatingSystem() + problem.map(sentence -> "; " + sentence).orElse("")));
        facts.add(fact("processor", HostFacts.processor()));
        HostFacts.memory().ifPresent(detail -> facts.add(fact("memory", detail)));
        facts.add(fact("JDK", HostFacts.jdk()));
        facts.add(nativeAccess());
        HostFacts.pageSize().ifPresent(detail -> facts.add(fact("page size", detail)));
        HostFacts.mappings().ifPresent(detail -> facts.add(fact("map limit", detail)));
        HostFacts.addressSpaceLimit().ifPresent(detail -> facts.add(fact("address space limit", detail)));
        HostFacts.memoryLimit().ifPresent(detail -> facts.add(fact("memory limit", detail)));
        return List.copyOf(facts);
    }

    /** Each mechanism, tried, and then for each barrier and each protection whether it has what it needs. */
    public static List<Capability> mechanisms() {
        Map<Mechanism, ProbeResult> results = new EnumMap<>(Mechanism.class);
        for (Mechanism mechanism : Mechanism.values()) {
            results.put(mechanism, mechanism.probe());
        }
        List<Capability> capabilities = new ArrayList<>();
        results.forEach((mechanism, result) -> capabilities.add(new Capability(result.name(), result.available(),
                NEEDS.get(DEFAULT).contains(mechanism), result.detail())));
        for (Barrier barrier : Barrier.values()) {
            capabilities.add(barrier(barrier, results));
        }
        for (Protection protection : Protection.values()) {
            if (protection != Protection.AUTO) {
                capabilities.add(protection(protection, results));
            }
        }
        return List.copyOf(capabilities);
    }

    /** Whether a barrier has what it needs, and if not, what it lacks and why. */
    static Capability barrier(Barrier barrier, Map<Mechanism, ProbeResult> results) {
        List<ProbeResult> needed = NEEDS.get(barrier).stream().map(results::get).toList();
        String lacking = needed.stream().filter(result -> !result.available())
                .map(result -> result.name() + " (" + result.detail() + ")").collect(Collectors.joining(" and "));
        String detail = lacking.isEmpty()
                ? "has what it needs: " + needed.stream().map(ProbeResult::name).collect(Collectors.joining(" and "))
                : "lacks " + lacking;
        return new Capability("barrier " + barrier.key(), lacking.isEmpty(), barrier == DEFAULT, detail);
    }

    /** Whether a protection has what it needs, and which one is the default. */
    static Capability protection(Protection protection, Map<Mechanism, ProbeResult> results) {
        boolean isDefault = protection == Protection.AUTO.resolved();
        ProbeResult needed = results.get(protection.mechanism().orElse(Mechanism.TRAP));
        String detail = (isDefault ? "the default (protection=auto); " : "")
                + (needed.available() ? "has what it needs: " + needed.name() : "lacks " + needed.name() + " (" + needed.detail() + ")");
        return new Capability("protection " + protection.key(), needed.available(), isDefault, detail);
    }

    private static Capability nativeAccess() {
        Module module = Mechanism.class.getModule();
        String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
        return module.isNativeAccessEnabled()
                ? new Capability("native access", true, false, "enabled for " + name)
                : new Capability("native access", false, false, "not enabled for " + name
                        + ": this JVM warns or refuses; start it with --enable-native-access=" + name);
    }

    private static Capability fact(String name, String detail) {
        return new Capability(name, true, false, detail);
    }
}
