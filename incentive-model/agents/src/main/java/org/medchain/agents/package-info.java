/**
 * Agents that play the credit-point game through signed transactions on the simulated chain
 * (GAME-14, GAME-15): compares the predictions of {@code org.medchain.credit} with the payoffs of
 * the executed rules.
 *
 * <p>Reading order: {@link org.medchain.agents.LedgerScenario} (the scenario), {@link
 * org.medchain.agents.LedgerRun} (the entry point), {@link org.medchain.agents.LedgerResult} (the
 * result), {@link org.medchain.agents.LedgerComparison} (theory beside ledger), {@link
 * org.medchain.agents.ShareForecast} (population dynamics beside ledger); then {@link
 * org.medchain.agents.AgentStrategies}, and inside: Play (what happens when), Town (keys and
 * accounts), Chain with ContractChain and PbftChain (who executes).
 *
 * <h2>Who acts how</h2>
 *
 * <ul>
 *   <li>A <em>member</em> is one who plays a strategy. It has a patient's key, with which it
 *       uploads, and, if its strategy verifies, a hospital's key, which committees are drawn from.
 *   <li><em>Buyers</em> query offered records and evaluate the obtained ones. They have doctors'
 *       keys: institutions would be drawn into committees.
 *   <li>The <em>center</em> registers keys for who pays for the identity, pays vouchers, has
 *       accounts settled, and where there are no verifiers finds records false.
 *   <li>One <em>doctor</em> is named in all records and does nothing else.
 * </ul>
 *
 * <h2>One round</h2>
 *
 * A round is the period of the theory: an ordinary member uploads one record. Each phase is one
 * block: new identities are registered; records are uploaded; who hits and runs orders its exit
 * (the hash of this block draws the committees); those drawn vote, in random order; owners grant,
 * buyers query, buyers evaluate; at last members redeem, and who changes its identity leaves. In
 * every block the center decides what is due, and settles accounts whose lock is over.
 *
 * <h2>What the ledger cannot see</h2>
 *
 * Whether a record is true, what it cost, what a member gains by a false one, its value to buyers,
 * who owns a key, who belongs to a ring, and cash: only the agents know them ({@code Member},
 * {@code OffLedgerRecord}), and they reach the chain only through the agents' transactions. Agents
 * learn what happened from the receipts; they read their own balances, and the seats that they were
 * drawn for, in the state of one replica, as any client may.
 *
 * <h2>What is not modelled</h2>
 *
 * Traps (their share must be 0), membership levels, storage audits, the laundering of grants that
 * can only be spent (the comparison takes λ = 0), rewards by size (REWARD_EXPONENT must be 0).
 */
package org.medchain.agents;
