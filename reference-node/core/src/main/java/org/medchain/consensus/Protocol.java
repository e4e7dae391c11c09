package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.network.MessageType;

/**
 * In what consensus protocols differ (CONS-16; decision 0303): hosts, simulations and reports ask
 * this and know no protocol by name. Each protocol is a room beside {@code pbft} and {@code pow},
 * which declares its value.
 *
 * @param key its word in configs, tables and traces
 * @param title its name for people
 * @param messages all kinds that replicas and clients exchange, the request included
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
    FaultModel faults,
    int revertible,
    boolean searches,
    boolean relays,
    BiFunction<Membership, Long, Optional<PublicKey>> leader) {
  /** Which faulty nodes a protocol withstands, and which others it needs. */
  public enum FaultModel {
    /** They may do anything, and votes are counted (CONS-5). */
    BYZANTINE {
      @Override
      public int tolerated(int nodes) {
        return new Quorum(nodes).faulty();
      }

      @Override
      public int quorum(int nodes) {
        return new Quorum(nodes).size();
      }
    },
    /** They may do anything, and hash power is counted, here of nodes with equal shares. */
    HASH_POWER {
      @Override
      public int tolerated(int nodes) {
        return (nodes - 1) / 2;
      }

      /** A miner alone makes blocks. */
      @Override
      public int quorum(int nodes) {
        return 1;
      }
    };

    /** The largest number of faulty ones among so many nodes. */
    public abstract int tolerated(int nodes);

    /** How many of the nodes have to take part, or nothing is decided. */
    public abstract int quorum(int nodes);
  }

  /** Whether a block is final at once; otherwise it is ever less likely to be taken back. */
  public boolean isFinal() {
    return revertible == 0;
  }

  @Override
  public String toString() {
    return key;
  }
}
