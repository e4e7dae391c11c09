package org.medchain.simulation.host;

import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.HostModel;
import org.medchain.simulation.observe.RunCounters;

/** The one thread of all clients where they share a machine with the nodes (SIM-35). */
public final class ClientCpu {
  private final boolean shared;
  private final CpuModel cpu;
  private final HostModel host;
  private final RunCounters counters;
  private long freeAtNs;

  public ClientCpu(CpuModel cpu, HostModel host, RunCounters counters) {
    this.shared = host.cores().isPresent();
    this.cpu = cpu;
    this.host = host;
    this.counters = counters;
  }

  /** When a message that came is handled. */
  long received(long atNs) {
    return occupy(atNs, host.receiveNs() + cpu.handleNs());
  }

  /** The time when a message to this number of nodes has left. */
  long sent(long atNs, int receivers) {
    return occupy(atNs, host.sendNs(receivers));
  }

  private long occupy(long atNs, long costNs) {
    if (!shared) {
      return atNs;
    }
    counters.busyNs += costNs;
    freeAtNs = Math.max(atNs, freeAtNs) + costNs;
    return freeAtNs;
  }

  /** When it is done with all that it was given. */
  public long busyUntilNs() {
    return freeAtNs;
  }
}
