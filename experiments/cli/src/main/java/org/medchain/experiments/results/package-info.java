/**
 * The output of a run: its folder, the table of trials, histograms, provenance, and statistics over
 * repeats. All that is shown is computed from the rows of {@code trials.csv}, so a resumed or
 * redrawn run shows the same.
 */
package org.medchain.experiments.results;
