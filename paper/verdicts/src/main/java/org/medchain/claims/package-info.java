/**
 * The claims of {@code paper/claims.yaml} that an experiment decides, and their verdicts. {@link
 * org.medchain.claims.ClaimExperiments} lists the experiments; each subpackage covers one part of
 * the paper.
 */
package org.medchain.claims;
