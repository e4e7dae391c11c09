/**
 * PBFT (Castro and Liskov 1999, 2002) with chained, pipelined blocks (rule D of decision 0010).
 *
 * <p>One request passes six files from {@code PbftReplica} to {@code Commit}, in this order; on its
 * way it waits in a {@link org.medchain.consensus.RequestPool}, and a {@link
 * org.medchain.consensus.VoteSet} counts the votes for its block.
 *
 * <ol>
 *   <li>{@link org.medchain.consensus.pbft.PbftReplica}: dispatches the input.
 *   <li>{@code RequestIntake}: checks the request; repeats the reply to one that was executed.
 *   <li>{@code Proposer}: the primary makes a block of waiting requests.
 *   <li>{@code NormalCase}: pre-prepare, prepare, commit; {@code advance} moves a height from one
 *       phase to the next.
 *   <li>{@link org.medchain.consensus.Outbox}: the way of a vote before it leaves (below).
 *   <li>{@code PbftState}: {@code deliverDecided} puts out {@link
 *       org.medchain.consensus.Output.Commit Commit} for a decided block.
 * </ol>
 *
 * <p>The sign–persist–send loop of a vote, or of any other message that promises something. The
 * replica's own vote counts when it is signed and durable, not before: so no certificate holds a
 * vote that a crash could lose (CONS-3).
 *
 * <pre>
 *    PbftReplica                         host: OutputInterpreter and its HostEffects
 *    -----------                         -------------------------------------------
 *    Outbox.persist ---- Persist(t, entry) ----> append to the log, force it later
 *    signAndBroadcast… - Sign(vote) -----------> turn of the processor: sign
 *                                                    |
 *    Outbox.onSigned <-- MessageSigned(envelope) ----+
 *       +--------------- Broadcast(envelope, [t]) -> DurabilityGate holds it back
 *                                                    |  the disk has forced t
 *                                                    +-> the envelope leaves
 *    Outbox.onPersisted <- Persisted(t) -------------+
 *       +- takeSignedAndDurable: the own vote is counted as any other
 * </pre>
 *
 * <p>{@code Commit} waits in the same gate for the replica's own COMMIT; the result of executing
 * the block comes back as {@link org.medchain.consensus.Input.Executed Executed}. Timers wait for
 * none of it.
 *
 * <p>Besides the normal case: {@code ViewChangeCoordinator} replaces a primary; {@code
 * NewViewChain} is what a new view must propose again; {@code CatchUp} retransmits what others
 * miss; {@code PbftState} is the state that the parts share.
 *
 * <p>A new kind of message touches four files: its record, the list in {@link
 * org.medchain.consensus.pbft.message.PbftMessages}, the switch in {@code PbftReplica} and the part
 * that handles it.
 */
package org.medchain.consensus.pbft;
