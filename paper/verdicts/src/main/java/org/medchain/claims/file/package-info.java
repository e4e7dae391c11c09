/**
 * What the paper and the articles claim, and how each claim can be decided (CLAIM-1): the entries
 * of {@code paper/claims.yaml}, with the thresholds of their verdicts.
 */
package org.medchain.claims.file;
