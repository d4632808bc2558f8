package org.tospace.workloads.workload;

import org.tospace.gc.TagNames;

/**
 * Random changes to a graph of objects, each made to a model in plain Java as well; the two are compared in whole ten times on the way and at the
 * end. Objects have 0 to 7 slots and up to 64 bytes of data; one in a thousand is larger than a page. They are held by a table, itself an object, in a
 * global root, and by some places of the root stack.
 *
 * <p>Each thread has a graph of its own. A test more than a benchmark: a comparison takes its time and does not poll.
 */
final class Graph implements Workload {
    private static final int CHANGES_A_NODE = 50;
    private static final int COMPARISONS = 10;

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public String summary() {
        return "random changes to a graph, compared with a model in plain Java";
    }

    @Override
    public TagNames tagNames() {
        return new ObjectNames().with(GraphMutation.NODE_TAG, "node").with(GraphMutation.TABLE_TAG, "table");
    }

    @Override
    public SizeRange size(Preset preset) {
        return new SizeRange("entries in the table of nodes", 10_000, 1, 10_000_000);
    }

    @Override
    public void run(WorkloadContext context) {
        WorkloadParameters parameters = context.parameters();
        int entries = Math.toIntExact(parameters.size());
        long changes = (long) CHANGES_A_NODE * entries;
        long interval = Math.max(1, changes / COMPARISONS);
        context.mutate((mutator, thread) -> {
            GraphMutation graph = new GraphMutation(mutator, entries, parameters.seedOf(thread));
            context.atEnd(graph::close);
            for (long i = 1; i <= changes; i++) {
                graph.change();
                if (i % interval == 0) {
                    graph.compare();
                    context.progress().report(i, changes);
                }
            }
            graph.compare();
        });
    }
}
