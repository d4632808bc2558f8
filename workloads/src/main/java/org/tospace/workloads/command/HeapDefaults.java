package org.tospace.workloads.command;

import org.tospace.gc.HeapOptions;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The defaults of {@link HeapArguments} that are a heap's own. */
final class HeapDefaults implements IDefaultValueProvider {
    private static final String BARRIER = "--barrier";

    @Override
    public String defaultValue(ArgSpec argument) {
        boolean isBarrier = argument instanceof OptionSpec option && option.longestName().equals(BARRIER);
        return isBarrier ? HeapOptions.builder().build().barrier().key() : null;
    }
}
