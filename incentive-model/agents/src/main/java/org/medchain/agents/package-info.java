/**
 * Agents play the credit-point game by signed transactions on the simulated chain (GAME-14,
 * GAME-15), to compare the predictions of {@code org.medchain.credit} with what the ledger pays.
 *
 * <p>Begin with {@link org.medchain.agents.LedgerRun}, then {@link
 * org.medchain.agents.LedgerComparison} (theory beside ledger) and {@link
 * org.medchain.agents.ShareForecast} (population dynamics beside ledger).
 *
 * <p>Agents:
 *
 * <ul>
 *   <li>A <em>member</em> plays a strategy. It uploads with a patient's key and, if its strategy
 *       verifies, votes with a hospital's key.
 *   <li><em>Buyers</em> query and evaluate records with doctors' keys, since institutions would be
 *       drawn into committees.
 *   <li>The <em>center</em> registers keys, pays vouchers, settles accounts and, without verifiers,
 *       finds false records.
 *   <li>One <em>doctor</em> is named in all records and does nothing else.
 * </ul>
 *
 * <p>A round is the theory's period: an ordinary member uploads one record. Each phase is one
 * block: registrations; uploads; exits of members who hit and run (this block's hash draws the
 * committees); votes, in random order; grants, queries and evaluations; at last redemption, and
 * exits of members who change identity. In every block the center decides what is due and settles
 * accounts whose lock is over.
 *
 * <p>Whether a record is true, its cost, gain and value, the owners of keys, members of rings, and
 * cash are known only to the agents ({@code Member}, {@code OffLedgerRecord}). Agents learn from
 * receipts, and from one replica's state what any client may read.
 *
 * <p>Not modelled: gold-standard records and rewards by size (TRAP_SHARE and REWARD_EXPONENT must
 * be 0), membership levels, storage audits, laundering of spend-only grants (λ = 0).
 */
package org.medchain.agents;
