/**
 * Every claim of {@code paper/claims.yaml} that an experiment can decide, and its verdict. Begin
 * with {@link org.medchain.claims.ClaimExperiments}, the list of experiments; each room beside it
 * has those on one part of the paper.
 */
package org.medchain.claims;
