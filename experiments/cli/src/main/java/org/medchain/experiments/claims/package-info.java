/**
 * What the paper and the articles claim, and how each claim can be decided (CLAIM-1): the entries
 * of {@code paper/claims.yaml}.
 */
package org.medchain.experiments.claims;
