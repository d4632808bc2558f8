/**
 * Results as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere.
 *
 * <p>The page is made for eyes in light and in dark, for paper and for screen readers: each diagram has a description and its data as a table.
 * All sentences on what was found are computed from the data by one rule of noise ({@link org.tospace.workloads.compare.RankTest}).
 */
package org.tospace.workloads.report.html;
