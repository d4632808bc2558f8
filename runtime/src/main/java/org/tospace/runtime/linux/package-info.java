/**
 * The operating system and the native linker: the one package that binds native functions.
 *
 * <p>Rules. Handles are {@code static final} and called with {@code invokeExact}. A raw system call returns what the
 * kernel returns, a negative error number on failure; {@link org.tospace.runtime.linux.SystemCall#check} turns that
 * into a {@link org.tospace.runtime.linux.SystemCallException}, and no result is ever dropped. Addresses and lengths
 * are {@code long}, lengths in bytes. All classes may be used from any thread. Every call is a normal downcall (the
 * thread is in native state while it runs), so that a call which blocks never holds up a safepoint. What works on which processor,
 * {@link org.tospace.runtime.linux.SupportedPlatform} says.
 */
package org.tospace.runtime.linux;
