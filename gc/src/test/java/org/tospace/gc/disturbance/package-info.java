/**
 * What the JVM does to threads, beside mutators that trap all the time: a process of its own, so that a hang or crash is seen from outside.
 *
 * <p>{@code DisturbanceTest} starts {@code DisturbanceProgram} in child JVMs; seconds in an ordinary build, ten minutes in the Maven profile
 * {@code long}.
 */
package org.tospace.gc.disturbance;
