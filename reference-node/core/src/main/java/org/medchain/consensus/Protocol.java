package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import org.medchain.data.PublicKey;
import org.medchain.data.TypeCodecs;
import org.medchain.network.Membership;
import org.medchain.network.MessageType;

/**
 * The differences between consensus protocols (CONS-16; decision 0194): hosts, simulations and
 * reports ask this and know no protocol by name. Each protocol is a room beside {@code pbft} and
 * {@code pow}, which declares its value.
 *
 * @param key its word in configs, tables and traces
 * @param title its name for people
 * @param messages all kinds that replicas and clients exchange, the request included
 * @param codecs of all that contains its certificates, on disks and in replies; the certificate's
 *     class names the evidence for a third party
 * @param faults which it withstands, of how many nodes
 * @param revertible how many of its last blocks a replica may take back; 0 where a block is final
 *     with its {@link Certificate}
 * @param searches whether each block needs a random string that has to be searched for
 * @param relays whether nodes pass on the blocks of others, so that not all have to be linked
 * @param leader who proposes in a view; empty where any node may
 */
public record Protocol(
    String key,
    String title,
    List<MessageType> messages,
    TypeCodecs codecs,
    FaultModel faults,
    int revertible,
    boolean searches,
    boolean relays,
    BiFunction<Membership, Long, Optional<PublicKey>> leader) {
  /**
   * Which faulty nodes a protocol withstands: those that do anything, in a model of how others
   * outweigh them.
   *
   * @param tolerated the largest number of faulty ones among this number of nodes
   * @param quorum how many of the nodes have to take part, or nothing is decided
   */
  public record FaultModel(IntUnaryOperator tolerated, IntUnaryOperator quorum) {
    /** Votes are counted (CONS-5). */
    public static final FaultModel BYZANTINE =
        new FaultModel(
            nodes -> new QuorumSizes(nodes).faulty(), nodes -> new QuorumSizes(nodes).size());

    /** Hash power is counted, here of nodes with equal shares; only a miner makes blocks. */
    public static final FaultModel HASH_POWER =
        new FaultModel(nodes -> (nodes - 1) / 2, nodes -> 1);
  }

  /** Whether a block is final at once; otherwise it is ever less likely to be taken back. */
  public boolean isFinal() {
    return revertible == 0;
  }
}
