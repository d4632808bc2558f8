package org.tospace.workloads.compare;

/**
 * One run that is to be made.
 *
 * @param heapBytes of the object space, both halves, or of the JVM's heap
 * @param invocation the how manieth of this variant and heap, from 1
 */
public record Trial(Variant variant, long heapBytes, int invocation) {
}
