/**
 * What a few nodes, half and more than half of the nodes can do to the ledger (CLAIM-3). {@link
 * org.medchain.claims.majority.MajorityExperiments} lists the experiments.
 */
package org.medchain.claims.majority;
