/**
 * What is asked of a heap while its mutators are stopped and no collection is under way: what is reachable, by which path, and how much of each kind.
 *
 * <p>One thread at a time; everything is read through the collector's view. Tables as large as the heap asks for are native memory that is
 * reserved in full and touched as needed, so the Java heap's size is of no matter. Nothing recurs, whatever the shape of the graph.
 */
package org.tospace.gc.inspect;
