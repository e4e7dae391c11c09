package org.medchain.comparison.config;

/**
 * What the clients do (key {@code workload}).
 *
 * @param kind open or closed
 * @param rateTps open: requests a second over all clients, more than 0
 * @param arrivals open: the gaps between them
 * @param clients number of client machines (the agencies that patients and institutions use), 1 to
 *     10,000; each sends to all nodes
 * @param outstanding closed: requests that each client keeps under way, 1 or more
 * @param thinkMs closed: from a request's finality to the next request of its client, 0 or more
 * @param durationS how long requests come, more than 0: nothing is submitted after it
 * @param warmupS requests from before this time are not measured, 0 to under {@code durationS}
 * @param drainS how long, after {@code durationS}, the run may go on until all is final, 0 or more
 * @param dataset folder of the synthetic records, from the project's root
 * @param mix how often each kind of request comes
 */
public record WorkloadConfig(
    LoadKind kind,
    double rateTps,
    Arrivals arrivals,
    int clients,
    int outstanding,
    double thinkMs,
    double durationS,
    double warmupS,
    double drainS,
    String dataset,
    MixConfig mix) {
  /** Checks the ranges. */
  public WorkloadConfig {
    Check.above("workload.rate_tps", rateTps, 0);
    Check.between("workload.clients", clients, 1, 10_000);
    Check.between("workload.outstanding", outstanding, 1, 1_000_000);
    Check.atLeast("workload.think_ms", thinkMs, 0);
    Check.above("workload.duration_s", durationS, 0);
    Check.atLeast("workload.warmup_s", warmupS, 0);
    if (warmupS >= durationS) {
      throw new IllegalArgumentException(
          "workload.warmup_s must be less than workload.duration_s, or nothing is measured");
    }
    Check.atLeast("workload.drain_s", drainS, 0);
    if (dataset.isBlank()) {
      throw new IllegalArgumentException("workload.dataset must name a folder");
    }
  }

  /**
   * Open, Poisson, 15 requests a second from 8 clients for 20 s, all of it measured: faults are
   * there from time 0, so a warm-up would hide the view change that they cause. An hour of virtual
   * time to drain, because proof of work waits for up to 100 confirmations.
   */
  public static WorkloadConfig defaults() {
    return new WorkloadConfig(
        LoadKind.OPEN,
        15,
        Arrivals.POISSON,
        8,
        1,
        0,
        20,
        0,
        3600,
        "datasets/synthea-sample",
        MixConfig.defaults());
  }
}
