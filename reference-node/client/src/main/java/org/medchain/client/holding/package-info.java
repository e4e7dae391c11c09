/** A hospital that holds files without a node: its files, acceptances and proofs (GAME-4). */
package org.medchain.client.holding;
