/**
 * The report of a run: one HTML page that opens from disk and needs nothing but itself, with the
 * figures inline, and each figure as an SVG file of its own.
 */
package org.medchain.experiments.report;
