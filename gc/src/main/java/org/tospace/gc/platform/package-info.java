/**
 * Facts about the machine, read from system properties and from files under {@code /proc}, {@code /sys} and {@code /etc}. Binds no
 * native function; what cannot be read is left out or called unknown, and nothing throws. Any thread. Sizes are in bytes.
 */
package org.tospace.gc.platform;
