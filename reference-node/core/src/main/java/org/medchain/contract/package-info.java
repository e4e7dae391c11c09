/**
 * The medical system contract layer (paper §3.2.5): the operations that a transaction can carry,
 * their execution, and agreements that trigger themselves when their conditions are met.
 *
 * <p>{@link org.medchain.contract.Genesis} makes the state at height 0, {@link
 * org.medchain.contract.MedicalContract} executes blocks on it, {@link
 * org.medchain.contract.Operations} makes transactions. A refusal is a receipt with an {@link
 * org.medchain.contract.Outcome}; what an operation did are the {@link
 * org.medchain.contract.Event}s in its receipt.
 *
 * <p>Reading order: Operation, Outcome, ChainState, TransactionExecution, then one page for each
 * family of operations: Registration, Records, Access, Trade, Members; and of the incentive game
 * (GAME-1 to GAME-9): IncentiveState, then Committees, Votes, Evaluations, Traps, Audits, Levels,
 * Redemption, Exits, Freezing, RuleChanges.
 */
package org.medchain.contract;
