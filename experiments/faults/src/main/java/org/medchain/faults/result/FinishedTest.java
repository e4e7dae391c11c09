package org.medchain.faults.result;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Counterexample;

/**
 * A test that is over.
 *
 * @param config with its plan
 * @param skipped kinds that were asked for and that the host cannot do
 * @param outcome what the host saw
 * @param judgement what that means
 * @param start wall time
 * @param end wall time
 */
public record FinishedTest(
    HarnessConfig config,
    List<NemesisKind> skipped,
    HostOutcome outcome,
    Judgement judgement,
    Instant start,
    Instant end) {
  /** What was run, for a heading. */
  String name() {
    return config.name() + " on " + config.host() + ", seed " + config.seed();
  }

  /** The clients' operations. */
  public List<HistoryOperation> operations() {
    return judgement.history().operations();
  }

  /** The last thing that happened, in ns from the beginning of the load. */
  public long endNs() {
    return judgement.history().events().stream()
        .mapToLong(each -> each.time().orElse(0))
        .max()
        .orElse(0);
  }

  /** The faults as they happened. */
  public List<FaultSpan> faults() {
    return FaultSpan.of(outcome.actions(), endNs());
  }

  /** How long clients waited after each of them. */
  public List<RecoveryTime> recoveries() {
    return RecoveryTime.of(faults(), operations());
  }

  /** The first counterexample that a checker found. */
  public Optional<Counterexample> counterexample() {
    return judgement.results().stream()
        .map(CheckResult::counterexample)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
