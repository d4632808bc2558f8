/**
 * Which pages were written (Appel &amp; Li's DIRTY): what incremental checkpoints, generational collectors and replication ask again and
 * again.
 *
 * <p>{@link org.tospace.runtime.dirty.DirtyPages} is the door; two mechanisms are behind it, the kernel's own record and a trap
 * on each page's first store. Any thread may write to the pages at any time, in Java or native code. The trap's service is signal-safe
 * Java, as is the code that it may have to wait for: {@link org.tospace.runtime.dirty.WriteTrap} has the protocol.
 *
 * <p>Addresses are absolute, sizes in bytes, ranges whole pages. On x86-64 only.
 */
package org.tospace.runtime.dirty;
