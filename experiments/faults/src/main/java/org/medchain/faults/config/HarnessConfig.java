package org.medchain.faults.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.InterpreterSettings;

/**
 * A test as a config has it; each key is described in the schema.
 *
 * @param name of the results
 * @param workload its name
 * @param host its name
 * @param nodes consensus nodes
 * @param workers clients
 * @param rateTps calls a second
 * @param timeoutS of a call
 * @param timeLimitS of the load
 * @param settleS from the heal to the last calls
 * @param seed of all draws
 * @param faults kinds to draw from; empty for all that the host can
 * @param faultGapS mean time between faults
 * @param plan faults in place of a drawn plan
 */
public record HarnessConfig(
    String name,
    String workload,
    String host,
    int nodes,
    int workers,
    double rateTps,
    double timeoutS,
    double timeLimitS,
    double settleS,
    long seed,
    Optional<List<NemesisKind>> faults,
    double faultGapS,
    Optional<List<FaultEvent>> plan) {
  private static final double NS_PER_S = 1e9;

  /** A last call waits so long; then there is no liveness. */
  private static final long LAST_TIMEOUT_NS = 30_000_000_000L;

  public HarnessConfig {
    faults = faults.map(List::copyOf);
    plan = plan.map(List::copyOf);
  }

  /** How the clients behave. */
  public InterpreterSettings settings() {
    return new InterpreterSettings(
        workers,
        Math.round(workers / rateTps * NS_PER_S),
        Math.round(timeoutS * NS_PER_S),
        Math.round(timeLimitS * NS_PER_S),
        Math.round((timeLimitS + settleS) * NS_PER_S),
        LAST_TIMEOUT_NS);
  }

  /** The same on another host, with another seed, for another time. */
  public HarnessConfig with(String otherHost, long otherSeed, double otherLimitS) {
    return RecordCopy.with(
        this, Map.of("host", otherHost, "seed", otherSeed, "timeLimitS", otherLimitS));
  }

  /** The same with exactly these faults. */
  public HarnessConfig with(List<FaultEvent> faultPlan) {
    return RecordCopy.with(this, Map.of("plan", Optional.of(faultPlan)));
  }
}
