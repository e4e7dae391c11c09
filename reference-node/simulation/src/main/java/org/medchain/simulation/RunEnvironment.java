package org.medchain.simulation;

import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.HostModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;

/**
 * The environment of the replicas: a run is a function of it, the cluster, the load and the code.
 *
 * @param seed of every random draw
 * @param network between nodes and clients
 * @param cpu of each node
 * @param disk of each node
 * @param mining power of the nodes
 * @param faults that are planned
 * @param host the other costs of real processes
 */
public record RunEnvironment(
    long seed,
    NetworkModel network,
    CpuModel cpu,
    DiskModel disk,
    MiningModel mining,
    FaultPlan faults,
    HostModel host) {
  /** The environment of nodes that are not real processes. */
  public RunEnvironment(
      long seed,
      NetworkModel network,
      CpuModel cpu,
      DiskModel disk,
      MiningModel mining,
      FaultPlan faults) {
    this(seed, network, cpu, disk, mining, faults, HostModel.NONE);
  }
}
