/** Attacks on the ledger by few nodes, half, and more than half of the nodes (CLAIM-3). */
package org.medchain.claims.majority;
