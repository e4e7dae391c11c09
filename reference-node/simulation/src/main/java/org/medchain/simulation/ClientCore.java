package org.medchain.simulation;

/** The one thread of all clients where they share a machine with the nodes (SIM-35). */
final class ClientCore {
  private final boolean shared;
  private final CpuModel cpu;
  private final HostModel host;
  private final Counters counters;
  private long freeNs;

  ClientCore(CpuModel cpu, HostModel host, Counters counters) {
    this.shared = host.cores().isPresent();
    this.cpu = cpu;
    this.host = host;
    this.counters = counters;
  }

  /** When a message that came is handled. */
  long received(long atNs) {
    return occupy(atNs, host.receiveNs() + cpu.handleNs());
  }

  /** When a message to so many nodes has left. */
  long sent(long atNs, int receivers) {
    return occupy(atNs, host.sendNs(receivers));
  }

  private long occupy(long atNs, long costNs) {
    if (!shared) {
      return atNs;
    }
    counters.busyNs += costNs;
    freeNs = Math.max(atNs, freeNs) + costNs;
    return freeNs;
  }

  /** When it is done with all that it was given. */
  long busyUntilNs() {
    return freeNs;
  }
}
