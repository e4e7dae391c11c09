/**
 * Agents play the credit-point game by signed transactions on the simulated chain (GAME-14,
 * GAME-15). Begin with {@link org.medchain.agents.LedgerRun}, then {@link
 * org.medchain.agents.LedgerComparison}.
 *
 * <p>Members upload and vote, buyers query and evaluate, the center registers, pays and judges. A
 * round is the theory's period; each of its phases is one block. Not modelled: gold-standard
 * records, rewards by size, membership levels, storage audits, laundering.
 */
package org.medchain.agents;
