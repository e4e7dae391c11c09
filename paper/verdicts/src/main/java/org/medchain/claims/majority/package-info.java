/** What a few nodes, half and more than half of the nodes can do to the ledger (CLAIM-3). */
package org.medchain.claims.majority;
