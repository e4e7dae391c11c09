/**
 * The output of a run: its folder, the table of trials, histograms, provenance, and the statistics
 * over repeats. Everything shown to the user is computed from the rows of {@code trials.csv}, so
 * that a run that was resumed or redrawn shows the same as one in one go.
 */
package org.medchain.experiments.results;
