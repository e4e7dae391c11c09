package org.medchain.comparison.config;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Costs of a real process beyond {@link CpuConfig}, for a simulation of a cluster on one machine
 * (key {@code machine}; CMP-48, decision 0175). Absent values cost nothing, as in plain
 * simulations; such a config means and hashes the same as one without the key.
 *
 * @param receiveUs taking one message from a connection, in µs, 0 or more
 * @param sendUs giving one message to one connection, in µs, 0 or more
 * @param replyUs making the signature or code of a reply, in µs, 0 or more; absent for the values
 *     of {@code cpu} and {@code pbft.requests}
 * @param rememberedSignatures the size of a node's signature cache, 1 or more; absent for none
 * @param recallUs finding one of them, in µs, 0 or more
 * @param wakeUs beginning to work after others had the core, in µs, 0 or more; charged where cores
 *     are shared
 * @param coresShared cores that all nodes and clients compete for, 1 or more; absent where each
 *     node has a core of its own and clients take no time
 * @param checkpointUs processor time of keeping a snapshot of the state at a checkpoint, in µs, 0
 *     or more
 * @param checkpointUsPerKib the same for each KiB of it
 * @param checkpointForceUs how much longer a force takes that makes one durable, in µs, 0 or more
 * @param checkpointForceUsPerKib the same for each KiB of it
 */
public record MachineConfig(
    OptionalDouble receiveUs,
    OptionalDouble sendUs,
    OptionalDouble replyUs,
    OptionalInt rememberedSignatures,
    OptionalDouble recallUs,
    OptionalDouble wakeUs,
    OptionalInt coresShared,
    OptionalDouble checkpointUs,
    OptionalDouble checkpointUsPerKib,
    OptionalDouble checkpointForceUs,
    OptionalDouble checkpointForceUsPerKib) {
  /** Nothing of all that. */
  public static MachineConfig defaults() {
    return RecordCopy.absent(MachineConfig.class);
  }
}
