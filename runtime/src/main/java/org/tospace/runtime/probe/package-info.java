/**
 * What this kernel and this JVM really let a user program do with its memory, found out by doing it.
 *
 * <p>{@link org.tospace.runtime.probe.Mechanism} lists what can be tried; each is one class here. Rules. A probe asks no
 * version number. It works on pages of its own and leaves no mapping, descriptor or signal action behind; what the
 * packages it uses keep for the process (their machine code) stays. It never throws: what went wrong is in the
 * {@link org.tospace.runtime.probe.ProbeResult}, with the error's name where the kernel refused. Any thread may probe, at
 * any time, beside open heaps too. Where
 * {@link org.tospace.runtime.linux.SupportedPlatform} says no, nothing is tried, or nothing that needs machine code of ours.
 *
 * <p>Numbers of system calls, requests and flags are those of Linux on x86-64, with the name they have in its headers.
 */
package org.tospace.runtime.probe;
