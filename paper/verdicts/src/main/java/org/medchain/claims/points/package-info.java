/**
 * Claims on credit points (paper §3.2.4) and on what consensus says of the truth of records (§2.2,
 * §3.2.3), decided in theory ({@code org.medchain.credit}), by agents on the ledger ({@code
 * org.medchain.agents}) and by random scenarios on a chain that is executed directly (CLAIM-3). The
 * cost of a record and the worth of its truth are assumptions of the studies in {@code
 * incentive-model/games}.
 */
package org.medchain.claims.points;
