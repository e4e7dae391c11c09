package org.medchain.node.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.medchain.consensus.Replica;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.transport.RpcService;

/**
 * What a node has from outside: its clock, its disk, and the replica that speaks in its name. A
 * test harness puts faulty ones in their place; the node itself has no switch for faults (FN-1).
 *
 * @param clock of replica and timers
 * @param calendar by which certificates are valid or have expired
 * @param volumes opens the folder of the store
 * @param replicas what stands between the correct replica and its host
 * @param networks what stands between the host and its connections
 * @param services what stands between the node's answers and who calls
 */
public record NodePorts(
    HostClock clock,
    InstantSource calendar,
    VolumeOpener volumes,
    ReplicaDecorator replicas,
    Function<HostedNetwork, ReplicaNetwork> networks,
    UnaryOperator<List<RpcService>> services) {
  /** With answers as the node gives them. */
  public NodePorts(
      HostClock clock,
      InstantSource calendar,
      VolumeOpener volumes,
      ReplicaDecorator replicas,
      Function<HostedNetwork, ReplicaNetwork> networks) {
    this(clock, calendar, volumes, replicas, networks, own -> own);
  }

  /** Opens a folder, which is made if it is not there. */
  @FunctionalInterface
  public interface VolumeOpener {
    /**
     * Opens it.
     *
     * @throws IOException if it cannot be opened, or another process has it open
     */
    Volume open(Path folder) throws IOException;
  }

  /** Gives the host a replica for the correct one; {@code correct} itself for a correct node. */
  @FunctionalInterface
  public interface ReplicaDecorator {
    /**
     * The replica that the host runs.
     *
     * @throws IOException if there is none for this chain; the message is one line
     */
    Replica decorate(HostedReplica correct) throws IOException;
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
  public record HostedReplica(
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
   * @param thread on which alone the network may be used
   */
  public record HostedNetwork(
      ReplicaNetwork network, Supplier<List<PublicKey>> nodes, ScheduledExecutorService thread) {}

  /** Of this machine, and the correct replica. */
  public static NodePorts system() {
    return new NodePorts(
        HostClock.system(),
        InstantSource.system(),
        FolderVolume::open,
        HostedReplica::replica,
        HostedNetwork::network);
  }

  /** The same with other answers to calls. */
  public NodePorts withServices(UnaryOperator<List<RpcService>> decorator) {
    return new NodePorts(clock, calendar, volumes, replicas, networks, decorator);
  }

  /** The same with another replica. */
  public NodePorts withReplicas(ReplicaDecorator decorator) {
    return new NodePorts(clock, calendar, volumes, decorator, networks, services);
  }
}
