package org.medchain.cluster.experiment;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.cluster.load.ClusterLoadDriver;
import org.medchain.comparison.metrics.MachineContention;

/**
 * The resources that a trial and its machine have used up to a moment (EXP-16).
 *
 * @param machine its times, where the system reports them
 * @param cpuNs processor time of nodes and clients
 * @param compilingNs of it, compilers
 * @param committed requests that were final
 */
record ResourceUsage(
    Optional<MachineCpuTimes> machine, long cpuNs, long compilingNs, long committed) {
  /** Up to now. */
  static ResourceUsage now(TrialNodes nodes, ClusterLoadDriver driver) throws IOException {
    ProcessHandle own = ProcessHandle.current();
    long clientsNs = own.info().totalCpuDuration().map(each -> each.toNanos()).orElse(0L);
    return new ResourceUsage(
        MachineCpuTimes.now(),
        nodes.cpuNs() + clientsNs,
        nodes.compilingNs() + CompilerCpuTime.ofProcess(own.pid()),
        driver.requests().committed());
  }

  /** What else the machine did since then. */
  Optional<MachineContention> since(ResourceUsage before) {
    return machine.flatMap(
        now ->
            before.machine.map(
                then -> now.since(then, cpuNs - before.cpuNs, compilingNs - before.compilingNs)));
  }

  /**
   * Processor time of all requests, if each took what those since then did; empty if there are
   * none.
   */
  OptionalDouble cpuNs(ResourceUsage before) {
    long since = committed - before.committed;
    return since == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (cpuNs - before.cpuNs) / since * committed);
  }
}
