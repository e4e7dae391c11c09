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
  public MachineConfig {
    receiveUs.ifPresent(value -> ConfigChecks.atLeast("machine.receive_us", value, 0));
    sendUs.ifPresent(value -> ConfigChecks.atLeast("machine.send_us", value, 0));
    replyUs.ifPresent(value -> ConfigChecks.atLeast("machine.reply_us", value, 0));
    rememberedSignatures.ifPresent(
        value -> ConfigChecks.between("machine.remembered_signatures", value, 1, 1_000_000_000));
    recallUs.ifPresent(value -> ConfigChecks.atLeast("machine.recall_us", value, 0));
    wakeUs.ifPresent(value -> ConfigChecks.atLeast("machine.wake_us", value, 0));
    coresShared.ifPresent(value -> ConfigChecks.between("machine.cores_shared", value, 1, 10_000));
    checkpointUs.ifPresent(value -> ConfigChecks.atLeast("machine.checkpoint_us", value, 0));
    checkpointUsPerKib.ifPresent(
        value -> ConfigChecks.atLeast("machine.checkpoint_us_per_kib", value, 0));
    checkpointForceUs.ifPresent(
        value -> ConfigChecks.atLeast("machine.checkpoint_force_us", value, 0));
    checkpointForceUsPerKib.ifPresent(
        value -> ConfigChecks.atLeast("machine.checkpoint_force_us_per_kib", value, 0));
  }

  /** Nothing of all that. */
  public static MachineConfig defaults() {
    OptionalDouble none = OptionalDouble.empty();
    OptionalInt noCount = OptionalInt.empty();
    return new MachineConfig(
        none, none, none, noCount, none, none, noCount, none, none, none, none);
  }
}
