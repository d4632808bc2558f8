/** Microbenchmarks of accesses, allocation, traps and flips. {@code ./tospace jmh} runs them; JMH's own options follow. */
package org.tospace.benchmarks;
