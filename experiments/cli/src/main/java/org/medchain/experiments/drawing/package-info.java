/**
 * Shared parts of the figures of reports and of studies: scales, ticks, colours, rows of a legend,
 * and text inside SVG and HTML.
 */
package org.medchain.experiments.drawing;
