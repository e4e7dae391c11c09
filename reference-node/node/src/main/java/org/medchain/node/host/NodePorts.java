package org.medchain.node.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.transport.RpcService;

/**
 * The parts of a node that come from outside: its clock, its disk, and the replica that speaks in
 * its name. The defaults here are this machine's and the correct replica; a test harness puts
 * faulty ones in their place. The node itself has no switch for faults (FN-1).
 */
public interface NodePorts {
  /** Of replica and timers. */
  default HostClock clock() {
    return HostClock.system();
  }

  /** By which certificates are valid or have expired. */
  default InstantSource calendar() {
    return InstantSource.system();
  }

  /**
   * Opens the folder of the store, which is made if it is not there.
   *
   * @throws IOException if it cannot be opened, or another process has it open
   */
  default Volume volume(Path folder) throws IOException {
    return FolderVolume.open(folder);
  }

  /**
   * The replica that the host runs.
   *
   * @throws IOException if there is none for this chain; the message is one line
   */
  default Replica replica(HostedReplica correct) throws IOException {
    return correct.replica();
  }

  /** The layer between the host and its connections. */
  default ReplicaNetwork network(HostedNetwork own) {
    return own.network();
  }

  /** The layer between the node's answers and its callers. */
  default List<RpcService> services(List<RpcService> own) {
    return own;
  }

  /**
   * The correct replica of a node that starts.
   *
   * @param replica before its first step
   * @param another makes one more like it, for behaviours that need two
   * @param genesis of the chain
   * @param self the node's key
   * @param consensus of the node's config
   */
  record HostedReplica(
      Replica replica,
      Supplier<Replica> another,
      Genesis genesis,
      PublicKey self,
      ConsensusConfig consensus) {}

  /**
   * The way out of a node that starts.
   *
   * @param network over its connections
   * @param nodes to which a broadcast goes at the moment
   * @param thread the only one on which the network may be used
   */
  record HostedNetwork(
      ReplicaNetwork network, Supplier<List<PublicKey>> nodes, ScheduledExecutorService thread) {}

  /** Of this machine, and the correct replica. */
  static NodePorts system() {
    return new NodePorts() {};
  }
}
