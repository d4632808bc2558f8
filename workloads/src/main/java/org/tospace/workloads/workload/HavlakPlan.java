package org.tospace.workloads.workload;

/**
 * What one thread of {@link Havlak} is to do, in numbers.
 *
 * @param blocks the least that each program has
 */
public record HavlakPlan(int blocks, long seed) {
    /** How many programs there are. */
    public static final int PROGRAMS = 12;
    /** How often the loops of each are looked for. */
    public static final int SEARCHES = 3;
    /** Blocks between two ticks, and between two polls where nothing is allocated. */
    public static final int BLOCKS_A_STEP = 16;

    static final int USUAL_BLOCKS = 20_000;

    /** The plan for one thread. */
    public static HavlakPlan of(WorkloadParameters parameters, int thread) {
        return new HavlakPlan(Math.toIntExact(parameters.size()), parameters.seedOf(thread));
    }

    /** What loop finding must find in a program, which is told to a sink. */
    public LoopCounts tell(int program, FlowProgram.Sink sink) {
        return FlowProgram.tell(blocks, Checksum.mix(seed, program), sink);
    }

    /** The line that all threads together print. */
    public static String result(WorkloadParameters parameters, long blocks, long loops, long sum) {
        return Checksum.line(parameters.threads() * PROGRAMS + " programs, " + blocks + " blocks, " + loops + " loops", sum);
    }
}
