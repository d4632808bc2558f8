/**
 * Values in the two encodings of references: making them, telling them apart, taking them apart. Static methods over {@code long}, so that no
 * access makes a Java object; any thread.
 *
 * <p>{@link org.tospace.gc.value.LowBits} is for heaps opened with {@link org.tospace.gc.ReferenceEncoding#LOW_BITS}, the default;
 * {@link org.tospace.gc.value.NanBox} for those with {@link org.tospace.gc.ReferenceEncoding#NAN_BOXING}. Which small things a language
 * has (nil, true, false, characters, symbols) is its own choice: both have numbered constants.
 */
package org.tospace.gc.value;
