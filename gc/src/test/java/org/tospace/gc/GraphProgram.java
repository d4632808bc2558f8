package org.tospace.gc;

import org.tospace.gc.testing.GraphRun;

/** Random graphs of two mutators for some seconds; the main class of child JVMs. Arguments: options, seconds, seed. */
final class GraphProgram {
    private GraphProgram() {
    }

    /** Exit code 0 when everything agreed with the model. */
    public static void main(String[] arguments) {
        HeapOptions options = HeapOptions.parse(arguments[0]);
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        long seed = Long.parseLong(arguments[2]);
        long collections = 0;
        for (int i = 0; System.nanoTime() < end || collections < 4; i++) {
            collections += GraphRun.run(options, 2, seed + i, 5_000).collections();
        }
        System.out.println("agreed, collections: " + collections);
    }
}
