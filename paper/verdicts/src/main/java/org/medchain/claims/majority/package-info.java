/**
 * What few nodes, half of them and more than half of them can do to the ledger (CLAIM-3): record
 * alone, alter blocks, recognise a record, stop or carry the chain, lose it, attack it, control it.
 * {@link org.medchain.claims.majority.MajorityExperiments} is the list of the experiments.
 */
package org.medchain.claims.majority;
