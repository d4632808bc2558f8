/**
 * Diagrams as inline SVG, drawn for a page that sets colours by style sheet.
 *
 * <p>No colour stands in a diagram: each series has a class ({@code s0}, {@code s1} and so on), for which the page's style sheet has a colour in
 * light, in dark and on paper, and a pattern of dashes; each has markers of its own shape and its name beside its end. So a diagram can be
 * read without colour. Lengths are in the units of the diagram's view box.
 */
package org.tospace.workloads.report.chart;
