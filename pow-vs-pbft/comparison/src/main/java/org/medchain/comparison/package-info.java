/**
 * Proof of work against PBFT: the grid of an experiment's trials, and the runner that turns a
 * trial's cell into its result.
 *
 * <p>Reading order: {@link org.medchain.comparison.config.ExperimentConfig}, {@link
 * org.medchain.comparison.TrialGrid}, {@link org.medchain.comparison.TrialRunner}, {@link
 * org.medchain.comparison.TrialColumn}.
 */
package org.medchain.comparison;
