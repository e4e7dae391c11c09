/** Figures of a report as SVG: panels of lines with intervals, scales, axes and legends. */
package org.medchain.experiments.drawing;
