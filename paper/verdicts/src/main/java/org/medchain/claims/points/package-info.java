/**
 * Claims on credit points (paper §3.2.4) and on consensus about the truth of records (§2.2, §3.2.3)
 * (CLAIM-3).
 */
package org.medchain.claims.points;
