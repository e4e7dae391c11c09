/** Verdicts from figures and thresholds (CLAIM-4), and the tables of both. */
package org.medchain.claims.verdict;
