package org.tospace.workloads.lox;

import java.io.IOException;

/** Where a prompt's lines come from. */
@FunctionalInterface
public interface LineSource {
    /** The next line, as characters 0 to 255; null when there are no more. */
    String next() throws IOException;
}
