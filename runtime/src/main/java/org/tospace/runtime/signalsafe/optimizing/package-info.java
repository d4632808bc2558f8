/**
 * Optimizing: graphs to better graphs that mean the same. Every step may be left out; none moves an effect or a load.
 */
package org.tospace.runtime.signalsafe.optimizing;
