/** Writing HTML and SVG so that any text may stand in it. */
package org.tospace.workloads.report.markup;
