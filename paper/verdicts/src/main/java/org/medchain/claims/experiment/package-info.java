/**
 * What an experiment on a claim is (CLAIM-3): {@link
 * org.medchain.claims.experiment.ClaimExperiment} is given a {@link
 * org.medchain.claims.experiment.ClaimRun} and fills in figures, with raw data beside them.
 */
package org.medchain.claims.experiment;
