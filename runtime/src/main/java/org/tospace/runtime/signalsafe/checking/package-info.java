/**
 * Checking: that a method, and every method it can reach, is in the signal-safe subset. All refusals that name a line are here.
 */
package org.tospace.runtime.signalsafe.checking;
