package org.tospace.workloads.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tospace.gc.ByteSize;
import org.tospace.gc.Heap;
import org.tospace.gc.HeapDumpResult;
import org.tospace.gc.HeapHistogram;
import org.tospace.workloads.run.HeapInspector;

/** What is asked of a heap at the end of a run, and what came of it: a histogram, a dump. */
final class FinalLook {
    private final boolean wantsHistogram;
    private final Optional<Path> dumpFile;
    private HeapHistogram histogram;
    private HeapDumpResult dump;
    private String failure;

    FinalLook(boolean wantsHistogram, Optional<Path> dumpFile) {
        this.wantsHistogram = wantsHistogram;
        this.dumpFile = dumpFile;
    }

    /** Who looks; nobody when nothing is asked. */
    Optional<HeapInspector> inspector() {
        return wantsHistogram || dumpFile.isPresent() ? Optional.of(this::look) : Optional.empty();
    }

    private void look(Heap heap) {
        if (wantsHistogram) {
            histogram = heap.histogram();
        }
        if (dumpFile.isPresent()) {
            try {
                dump = heap.dump(dumpFile.get());
            } catch (IOException e) {
                failure = "No heap dump was written to " + dumpFile.get() + ": " + FailureText.reason(e) + ".";
            }
        }
    }

    /** What was found, for people; empty when there is nothing. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (histogram != null) {
            text.append(String.format("%nlive objects at the end%n")).append(histogram.toString().replace("\n", System.lineSeparator()));
        }
        if (dump != null) {
            text.append(String.format("%nheap dump of %d objects (%s) in %s (%s)%n", dump.objects(), ByteSize.format(dump.bytes()), dump.file(),
                    ByteSize.format(dump.fileBytes())));
        }
        return text.toString();
    }

    /** Why there is no dump though one was asked for. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
