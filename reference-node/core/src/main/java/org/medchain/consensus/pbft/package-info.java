/**
 * PBFT (Castro and Liskov 1999, 2002) with chained, pipelined blocks (rule D of decision 0010).
 *
 * <p>One request passes these files:
 *
 * <ol>
 *   <li>{@link org.medchain.consensus.pbft.PbftReplica}: dispatches the input.
 *   <li>{@code RequestIntake}: checks the request; repeats the reply to one that was executed.
 *   <li>{@code Proposer}: the primary makes a block of waiting requests.
 *   <li>{@code NormalCase}: pre-prepare, prepare, commit.
 *   <li>{@link org.medchain.consensus.Outbox}: a vote is persisted, signed, and sent when durable.
 *   <li>{@code PbftState}: {@code deliverDecided} puts out {@link
 *       org.medchain.consensus.Output.Commit Commit} for a decided block.
 * </ol>
 *
 * <p>The replica's own vote counts when it is signed and durable, so no certificate holds a vote
 * that a crash could lose (CONS-3). {@code ViewChangeCoordinator} replaces a primary; {@code
 * NewViewChain} is what a new view must propose again; {@code CatchUp} retransmits.
 */
package org.medchain.consensus.pbft;
