/**
 * Machine code written from Java: an assembler for x86-64 and the memory that its output runs in.
 *
 * <p>Assembling is for one thread at a time; finished code may be run by any. Code that other threads may still be
 * inside of is never freed.
 */
package org.tospace.runtime.code;
