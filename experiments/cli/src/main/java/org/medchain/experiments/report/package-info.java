/**
 * The report of a run: one self-contained HTML page with inline figures, and each figure as an SVG
 * file.
 */
package org.medchain.experiments.report;
