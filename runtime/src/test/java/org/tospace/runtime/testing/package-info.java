/**
 * For tests of this module and of those that depend on it: child JVMs, in which a test may crash, exit or run under other
 * flags.
 */
package org.tospace.runtime.testing;
