/** The output of a run: folder, table of trials, histograms, provenance, statistics. */
package org.medchain.experiments.results;
