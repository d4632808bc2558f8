package org.tospace.workloads.lox.suite;

import java.util.List;
import org.tospace.workloads.lox.LoxResult;

/**
 * What a program did.
 *
 * @param output the lines that it printed
 * @param errors the lines that went to standard error
 */
record Actual(LoxResult result, List<String> output, List<String> errors) {
}
