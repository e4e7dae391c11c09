/**
 * The medical system contract layer (paper §3.2.5): the operations that a transaction can carry,
 * their execution, and agreements that trigger themselves when their conditions are met.
 *
 * <p>{@link org.medchain.contract.Genesis} makes the state at height 0, {@link
 * org.medchain.contract.MedicalContract} executes blocks on it, {@link
 * org.medchain.contract.Operations} makes transactions, {@link
 * org.medchain.contract.engine.WorldState} answers queries. A refusal is a receipt with an {@link
 * org.medchain.contract.engine.Outcome}; what an operation did are the {@link
 * org.medchain.contract.engine.Event}s in its receipt.
 *
 * <p>Each feature is a module in a package of its own, with its operations, events, tables and
 * invariants; {@link org.medchain.contract.MedicalModules} is the one list of them, and {@code
 * engine} executes them without knowing any.
 *
 * <p>Reading order: the engine (see there), MedicalModules, then one module after the other in the
 * order of that list: registration, center, economy, records, storageproof, verdict, consent,
 * datasharing, exit and those after it. In a module: its tables, then each operation.
 */
package org.medchain.contract;
