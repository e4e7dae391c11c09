/**
 * The proof that chained, pipelined PBFT agrees, for every number of replicas, view and height
 * (PROOF-1): an inductive invariant in first-order logic, {@code agreement.smt2}, whose conditions
 * Z3 discharges one by one.
 *
 * <p>Read {@code spec/proof.md} first, then {@code agreement.smt2}. {@link
 * org.medchain.proof.ProofText} reads that file, {@link org.medchain.proof.ConditionScript} makes
 * one script a condition, {@link org.medchain.proof.ConditionSolver} asks Z3, and {@link
 * org.medchain.proof.ProveCommand} prints what it says.
 */
package org.medchain.proof;
