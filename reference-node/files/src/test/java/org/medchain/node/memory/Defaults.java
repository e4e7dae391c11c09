package org.medchain.node.memory;

import java.lang.reflect.Field;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.QuorumSizes;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.transport.TransportOptions;

/** The letters of the formulas, at the parameters of a cluster of four with its defaults. */
final class Defaults {
  /** n: members. */
  static final long N = 4;

  /** W: heights in flight, as `cluster init` has it. */
  static final long W = 1;

  /** Q: votes of a certificate. */
  static final long Q = new QuorumSizes((int) N).size();

  private static final ConsensusConfig CONFIG = ConsensusConfig.defaults();
  private static final TransportOptions LINKS = TransportOptions.defaults();

  /** K: heights between checkpoints. */
  static final long K = CONFIG.checkpointInterval();

  /** B: bytes of the largest block. */
  static final long B = CONFIG.batchBytes();

  /** P: requests that wait at most. */
  static final long P = CONFIG.poolCapacity();

  /** F: bytes of the longest frame. */
  static final long F = LINKS.maxFrameBytes();

  /** H: heights of votes that count, from W below the decided chain to the high water mark. */
  static final long H = 2 * K + 2 * W;

  /** V: views whose votes count, four past, the present one and four to come. */
  static final long V = 2 * constant("consensus.pbft.PbftState", "PAST_VIEWS") + 1;

  /** e: an entry of a map or queue, with its object and key. */
  static final long E = constant("node.host.ReplicaHost", "OVERHEAD_BYTES");

  /** s: a signed vote, with the objects that hold it. */
  static final long S = 2 * E;

  /** c: a VIEW-CHANGE with as many prepared certificates as there may be. */
  static final long C = (2 * K + W) * (Q + 1) * S;

  private Defaults() {}

  /** The bytes that waiting requests may take. */
  static long waiting() {
    return new BatchLimits(CONFIG.batchTransactions(), CONFIG.batchBytes(), 0).waitingBytes();
  }

  /** The bytes that wait for a slow reader of one link. */
  static long sendQueue() {
    return LINKS.queueBytes();
  }

  /** Places of connections without a certificate, of both stages. */
  static long unauthenticated() {
    return 2L * LINKS.unauthenticatedConnections();
  }

  /** Threads that answer calls. */
  static long workers() {
    return LINKS.rpcWorkers();
  }

  /** Calls of a link that may wait. */
  static long calls() {
    return LINKS.callsPerPeer();
  }

  /** A constant of the code, so that the page has what the code has. */
  static long constant(String type, String name) {
    try {
      Field field = Class.forName("org.medchain." + type).getDeclaredField(name);
      field.setAccessible(true);
      return ((Number) field.get(null)).longValue();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no constant " + type + "." + name, e);
    }
  }
}
