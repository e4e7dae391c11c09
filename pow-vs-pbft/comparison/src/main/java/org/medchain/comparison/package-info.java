/**
 * Proof of work against PBFT. Reading order: {@link
 * org.medchain.comparison.config.ExperimentConfig}, {@link org.medchain.comparison.TrialGrid},
 * {@link org.medchain.comparison.TrialRunner}, {@link org.medchain.comparison.TrialColumn}.
 */
package org.medchain.comparison;
