package org.tospace.workloads.workload;

import java.util.concurrent.atomic.LongAdder;
import org.tospace.gc.TagNames;

/**
 * A cache of a fixed size that drops what was not used for the longest time: a hash table and a doubly linked list over the same entries. What lives is
 * always as much, what dies is old, every hit changes old objects, and the table is one large array of references: all that generations do not help with.
 *
 * <p>Each thread has a cache of its own. Checked: hits, misses, evictions and what was found, then order and payloads of all entries, with a
 * model that has no cache.
 */
final class LruCache implements Workload {
    private static final int MOST_ENTRIES = 10_000_000;
    private static final int HEAP_TO_LIVE_DATA = 4;

    @Override
    public String name() {
        return "lru-cache";
    }

    @Override
    public String summary() {
        return "a cache that forgets what was not used for longest: steady change, fixed live set";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(LruTable.ENTRY.tag(), "entry", "next in bucket", "newer", "older", "payload")
                .with(LruTable.TABLE_TAG, "table").with(LruTable.PAYLOAD_TAG, "payload");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("entries in the cache", LruPlan.USUAL_ENTRIES, 1, MOST_ENTRIES);
    }

    @Override
    public long defaultHeapBytes(WorkloadParameters parameters) {
        long entryBytes = LruTable.ENTRY.sizeBytes() + LruPlan.averagePayloadBytes() + 2 * Long.BYTES;
        long liveBytes = parameters.threads() * parameters.size() * entryBytes;
        return Math.max(HeapSizes.powerOfTwo(HEAP_TO_LIVE_DATA * liveBytes), Workload.super.defaultHeapBytes(parameters));
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        LongAdder hits = new LongAdder();
        LongAdder misses = new LongAdder();
        LongAdder sum = new LongAdder();
        context.mutate((mutator, thread) -> {
            LruPlan plan = LruPlan.of(parameters, thread);
            LruTable table = new LruTable(mutator, plan, context.steps(thread));
            LruOutcome outcome = table.run(context.progress());
            LruModel model = new LruModel(plan);
            model.run().check(outcome);
            table.check(model);
            hits.add(outcome.hits());
            misses.add(outcome.misses());
            sum.add(outcome.checksum());
        });
        context.output().accept(LruPlan.result(parameters, hits.sum(), misses.sum(), sum.sum()));
    }
}
