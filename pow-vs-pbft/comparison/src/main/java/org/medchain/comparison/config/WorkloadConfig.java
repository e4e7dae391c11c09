package org.medchain.comparison.config;

import java.util.OptionalDouble;

/**
 * The clients' load (key {@code workload}).
 *
 * @param kind open, closed, open at rising rates until saturation, or a day of visits
 * @param rateTps open: requests a second over all clients, more than 0; in a search for saturation
 *     the first step's
 * @param arrivals open: the gaps between them
 * @param clients number of client machines (the agencies that patients and institutions use), 1 to
 *     10,000; each sends to all nodes
 * @param outstanding closed: requests that each client keeps in flight, 1 or more
 * @param thinkMs closed: from a request's finality to the next request of its client, 0 or more
 * @param durationS how long requests come, more than 0: nothing is submitted after it; absent for
 *     as long as the cell needs (CMP-49)
 * @param warmupS requests from before this time are not measured, 0 to under {@code durationS};
 *     absent for until the cell is in its steady state
 * @param drainS how long, after {@code durationS}, the run may continue until all is final, 0 or
 *     more; absent for a bound that follows the cell's finality
 * @param dataset folder of the synthetic records, from the project's root
 * @param mix how often each kind of request comes
 * @param saturation how saturation is searched for
 * @param scale day: how often the dataset's visits take place, more than 0; absent for each once
 */
public record WorkloadConfig(
    LoadKind kind,
    double rateTps,
    ArrivalProcess arrivals,
    int clients,
    int outstanding,
    double thinkMs,
    OptionalDouble durationS,
    OptionalDouble warmupS,
    OptionalDouble drainS,
    String dataset,
    MixConfig mix,
    SaturationConfig saturation,
    OptionalDouble scale) {
  public WorkloadConfig {
    ConfigChecks.refuseIf(
        warmupS.isPresent()
            && durationS.isPresent()
            && warmupS.getAsDouble() >= durationS.getAsDouble(),
        "workload.warmup_s must be less than workload.duration_s, or nothing is measured");
  }

  /** How often the dataset's visits take place in a day. */
  public double visitScale() {
    return scale.orElse(1);
  }

  /** The open load of one step of a search for saturation. */
  public WorkloadConfig step(double stepTps) {
    return step(stepTps, warmupS, durationS);
  }

  /** The same for a stated time, in s. */
  public WorkloadConfig step(double stepTps, double stepS) {
    return step(stepTps, warmupS, OptionalDouble.of(stepS));
  }

  /** The same of which the first part is not measured. */
  public WorkloadConfig step(double stepTps, double unmeasuredS, double stepS) {
    return step(stepTps, OptionalDouble.of(unmeasuredS), OptionalDouble.of(stepS));
  }

  private WorkloadConfig step(double stepTps, OptionalDouble unmeasuredS, OptionalDouble stepS) {
    return RecordCopy.of(this)
        .with("kind", LoadKind.OPEN)
        .with("rateTps", stepTps)
        .with("durationS", stepS)
        .with("warmupS", unmeasuredS)
        .with("saturation", saturation.ofStep())
        .with("scale", OptionalDouble.empty())
        .made();
  }

  /** 15 requests a second from 8 clients, for as long as each cell needs. */
  public static WorkloadConfig defaults() {
    return open(15, 8, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * An open load with Poisson arrivals, of the committed records in the usual mix.
   *
   * @param rateTps requests a second over all clients
   */
  public static WorkloadConfig open(
      double rateTps,
      int clients,
      OptionalDouble durationS,
      OptionalDouble warmupS,
      OptionalDouble drainS) {
    return new WorkloadConfig(
        LoadKind.OPEN,
        rateTps,
        ArrivalProcess.POISSON,
        clients,
        1,
        0,
        durationS,
        warmupS,
        drainS,
        "datasets/synthea-sample",
        MixConfig.defaults(),
        SaturationConfig.defaults(),
        OptionalDouble.empty());
  }
}
