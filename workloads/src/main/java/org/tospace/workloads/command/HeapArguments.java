package org.tospace.workloads.command;

import org.tospace.gc.Barrier;
import org.tospace.gc.ByteSize;
import org.tospace.gc.HeapOptions;
import org.tospace.gc.Protection;
import org.tospace.gc.Verification;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how the heap is to be. */
final class HeapArguments {
    @Option(names = "--heap", paramLabel = "SIZE", converter = SizeConverter.class,
            description = "Size of the whole object space, both halves: live data and new objects share one half of it. Such as 64m, "
                    + "which is the default for most workloads (see 'tospace list'); 512m with --preset big.")
    private Long heapBytes;

    @Option(names = "--barrier", paramLabel = "NAME", converter = BarrierConverter.class,
            completionCandidates = BarrierConverter.Names.class,
            description = "How mutators are kept from from-space: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. "
                    + "On other processors than x86-64 only checked is available.")
    private Barrier barrier;

    @Option(names = "--protection", paramLabel = "NAME", converter = ProtectionConverter.class,
            completionCandidates = ProtectionConverter.Names.class,
            description = "By which mechanism pages are closed to mutators: ${COMPLETION-CANDIDATES}. Default: auto; see 'tospace doctor'.")
    private Protection protection;

    @Option(names = "--page", paramLabel = "SIZE", converter = SizeConverter.class,
            description = "Unit of protection and scanning: a power of two, at least the system's page. "
                    + "Default: the system's page, 4k, in heaps below 8m; else 16k.")
    private Long pageBytes;

    @Option(names = "--stress", paramLabel = "N", description = "Start a collection at every Nth allocation. Default: 0, never.")
    private long stress;

    @Option(names = "--verify", description = "Let the heap check itself after each collection.")
    private boolean verify;

    @Option(names = "--no-background", description = "No background collector: allocation pays for all of the collection.")
    private boolean noBackground;

    @Option(names = "--no-trap-records", description = "Traps leave no records: they are counted and their times summed up, but no single one is told of.")
    private boolean noTrapRecords;

    /**
     * The options of the heap.
     *
     * @param defaultHeapBytes the size unless one is given
     * @throws ParameterException when they are not possible
     */
    HeapOptions toHeapOptions(CommandLine command, long defaultHeapBytes) {
        if (heapBytes != null && heapBytes < HeapOptions.MINIMUM_HEAP_BYTES) {
            throw new ParameterException(command, "--heap must be at least " + ByteSize.format(HeapOptions.MINIMUM_HEAP_BYTES) + ": "
                    + ByteSize.format(heapBytes));
        }
        HeapOptions.Builder builder = HeapOptions.builder();
        builder.heapBytes(heapBytes == null ? defaultHeapBytes : heapBytes);
        builder.stress(stress).background(!noBackground).barrier(barrier).verification(verify ? Verification.AFTER_GC : Verification.NEVER);
        // The command line says itself what goes wrong.
        builder.log(false).trapRecords(!noTrapRecords);
        if (protection != null) {
            builder.protection(protection);
        }
        if (pageBytes != null) {
            builder.pageBytes(pageBytes);
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
    }
}
