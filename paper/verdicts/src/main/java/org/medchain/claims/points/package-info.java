/**
 * Claims on credit points (paper §3.2.4) and on consensus about the truth of records (§2.2, §3.2.3)
 * (CLAIM-3), decided in theory ({@code org.medchain.credit}), by agents on the ledger ({@code
 * org.medchain.agents}) and by random scenarios. Costs and values are assumptions of the studies in
 * {@code incentive-model/games}.
 */
package org.medchain.claims.points;
