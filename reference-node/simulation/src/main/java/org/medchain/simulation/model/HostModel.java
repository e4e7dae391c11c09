package org.medchain.simulation.model;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.medchain.data.Argument;

/**
 * The costs of a real process beyond the {@link CpuModel} (SIM-33 to SIM-37; decision 0175): its
 * connections, its memory of signatures, that it shares its machine, and its snapshots.
 *
 * @param receiveUs taking one message from a connection (decryption, framing), besides handling it
 * @param sendUs giving one message to one connection
 * @param replyUs making the signature or code of a reply; empty for the protocol's rule
 * @param signatureCacheSize the size of a node's signature cache; 0 for none
 * @param cacheHitUs finding that a signature is remembered
 * @param wakeUs beginning a burst of inputs after others had the core, where cores are shared:
 *     waking, and running everything once with caches that were others' meanwhile
 * @param cores that all nodes and all clients together compete for; empty where each node has one
 *     and clients take no time
 * @param checkpoints costs of a snapshot
 */
public record HostModel(
    double receiveUs,
    double sendUs,
    OptionalDouble replyUs,
    int signatureCacheSize,
    double cacheHitUs,
    double wakeUs,
    OptionalInt cores,
    CheckpointModel checkpoints) {
  /** Connections cost nothing, nothing is remembered, each node has a separate core. */
  public static final HostModel NONE =
      new HostModel(
          0, 0, OptionalDouble.empty(), 0, 0, 0, OptionalInt.empty(), CheckpointModel.FREE);

  public HostModel {
    CpuModel.requireCosts(receiveUs, sendUs, replyUs.orElse(0), cacheHitUs, wakeUs);
    Argument.refuseIf(
        signatureCacheSize < 0 || cores.orElse(1) < 1,
        "0 signatures or more are remembered, and 1 core or more is shared");
  }

  /** Taking one message from a connection, in ns. */
  public long receiveNs() {
    return Math.round(1e3 * receiveUs);
  }

  /** Sending a message over this number of connections, in ns. */
  public long sendNs(int receivers) {
    return Math.round(1e3 * sendUs) * receivers;
  }

  /** Beginning a burst, in ns. */
  public long wakeNs() {
    return Math.round(1e3 * wakeUs);
  }

  /** Finding this number of signatures in the cache, in ns. */
  public long cacheHitNs(int signatures) {
    return Math.round(1e3 * cacheHitUs) * signatures;
  }
}
