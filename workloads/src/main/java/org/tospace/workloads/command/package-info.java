/**
 * The commands: their words, their errors and their exit codes. Picocli reads the words.
 *
 * <p>Standard output carries results, standard error everything else. Exit codes are in {@link ExitCode}.
 */
package org.tospace.workloads.command;
