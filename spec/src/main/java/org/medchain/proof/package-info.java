/**
 * The proof that PBFT agrees, for every number of replicas (PROOF-1). Read {@code spec/proof.md},
 * then {@code agreement.smt2}.
 */
package org.medchain.proof;
