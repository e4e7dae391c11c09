/**
 * PBFT (Castro and Liskov 1999, 2002) with chained, pipelined blocks (rule D of decision 0010).
 *
 * <p>Reading order: {@link org.medchain.consensus.pbft.PbftReplica} takes the inputs apart; {@code
 * NormalCase} is pre-prepare, prepare, commit; {@code ViewChangeCoordinator} replaces a primary;
 * {@code NewViewChain} is what a new view must propose again; {@code CatchUp} sends again what
 * others miss; {@code PbftState} is what they share.
 */
package org.medchain.consensus.pbft;
