/**
 * What can be done with bytes where they lie: comparing, hashing, and UTF-8 without a copy or a Java object.
 *
 * <p>Static methods over addresses of the mutators' view and Java's own arrays and strings. They know no objects: who calls has made the range
 * accessible to plain loads and stores, and passes no safepoint meanwhile. Nothing beyond a range is read, since the next page may be closed.
 *
 * <p>Any thread; all accesses are plain. Who lets another thread write to a range meanwhile gets an answer about a mixture.
 */
package org.tospace.gc.bytes;
