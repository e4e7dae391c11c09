package org.medchain.simulation;

/**
 * Everything around the replicas that a host decides: what a run is a function of, beside the
 * cluster, the load and the code.
 *
 * @param seed of every random draw
 * @param network between nodes and clients
 * @param cpu of each node
 * @param disk of each node
 * @param mining power of the nodes
 * @param faults that are planned
 * @param host what real processes cost besides
 */
public record Environment(
    long seed,
    NetworkModel network,
    CpuModel cpu,
    DiskModel disk,
    MiningModel mining,
    FaultPlan faults,
    HostModel host) {
  /** Of nodes that are no real processes. */
  public Environment(
      long seed,
      NetworkModel network,
      CpuModel cpu,
      DiskModel disk,
      MiningModel mining,
      FaultPlan faults) {
    this(seed, network, cpu, disk, mining, faults, HostModel.NONE);
  }
}
