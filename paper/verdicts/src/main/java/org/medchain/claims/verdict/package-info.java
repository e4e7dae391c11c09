/** From figures and thresholds to verdicts (CLAIM-4), and the tables of both. */
package org.medchain.claims.verdict;
