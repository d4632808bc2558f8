/**
 * What a run has shown, written down: a table for people, JSON for programs.
 *
 * <p>JSON keys are stable and carry their units; {@code schemaVersion} changes when one of them changes its meaning or goes.
 */
package org.tospace.workloads.report;
