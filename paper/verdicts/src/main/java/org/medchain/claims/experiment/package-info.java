/**
 * An experiment on a claim (CLAIM-3): {@link org.medchain.claims.experiment.ClaimExperiment} fills
 * a {@link org.medchain.claims.experiment.ClaimRun} with figures and raw data.
 */
package org.medchain.claims.experiment;
