package org.medchain.comparison;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.metrics.ChainMetrics;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.GameOutcome;
import org.medchain.comparison.metrics.LoadMetrics;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.comparison.metrics.RecoveryMetrics;
import org.medchain.comparison.metrics.RequestCounts;
import org.medchain.comparison.metrics.ResourceCosts;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.comparison.metrics.TrialOutcome;

/**
 * The result of one trial: a row of {@code trials.csv} (whose columns {@link TrialColumn} lists)
 * and two histograms. The same cell gives the same result, bit by bit.
 *
 * @param cell of the trial
 * @param byzantine number of nodes that are Byzantine at some time
 * @param expectedLive whether the protocol promises progress with this number of faulty nodes
 * @param requests with their outcomes
 * @param load with throughput and latencies
 * @param costs of the run
 * @param chain at the end
 * @param recovery of restarted nodes
 * @param verdict of the trial
 * @param reason why the verdict is not a pass; empty where it is
 * @param virtualS virtual time from the start to the end of the run, in seconds; real time where
 *     the nodes are real
 * @param traceHash a digest over every event of the simulation, as hexadecimal digits; empty where
 *     nothing was simulated
 * @param latency of the measured requests that became final, in µs from their intended start
 * @param warmup the same for those from before the warm-up's end; its tag is {@code warmup}
 * @param machine of a trial of real processes, what else it was busy with
 * @param saturation of a search for it: what it found; all else is then of one of its steps
 * @param game of uploaders and verifiers: what became of the records
 * @param day of visits: what became of its steps
 */
public record TrialResult(
    TrialCell cell,
    int byzantine,
    boolean expectedLive,
    RequestCounts requests,
    LoadMetrics load,
    ResourceCosts costs,
    ChainMetrics chain,
    RecoveryMetrics recovery,
    TrialOutcome verdict,
    Optional<String> reason,
    double virtualS,
    String traceHash,
    Histogram latency,
    Histogram warmup,
    Optional<MachineContention> machine,
    Optional<SaturationOutcome> saturation,
    Optional<GameOutcome> game,
    Optional<DayOutcome> day) {
  /**
   * A step as a table has it: what a search decides by, and nothing else.
   *
   * @param cell of the step
   */
  public static TrialResult of(TrialCell cell, SaturationStep step) {
    OptionalLong none = OptionalLong.empty();
    OptionalDouble nothing = OptionalDouble.empty();
    return RecordCopy.ofNothing(TrialResult.class)
        .with("cell", cell)
        .with("byzantine", 0)
        .with("expectedLive", true)
        .with("requests", step.requests())
        .with("load", new LoadMetrics(0, step.throughput(), step.latency(), nothing))
        .with("costs", new ResourceCosts(step.messages(), 0, nothing, nothing, Optional.empty()))
        .with("chain", ChainMetrics.ofFinality(none, none, 0))
        .with("recovery", new RecoveryMetrics(0, none, none))
        .with("verdict", TrialOutcome.PASS)
        .with("virtualS", step.virtualS())
        .with("traceHash", step.traceHash())
        .with("latency", new Histogram(1))
        .with("warmup", new Histogram(1))
        .made();
  }

  /**
   * This step as the result of the search that it belongs to (CMP-52).
   *
   * @param note why nothing was found; empty where something was
   */
  TrialResult with(SaturationOutcome found, Optional<String> note) {
    Optional<String> both =
        reason.isPresent() && note.isPresent()
            ? Optional.of(reason.get() + "; " + note.get())
            : reason.or(() -> note);
    // What is too much for a cell is no broken promise; where nothing at all becomes final, one is.
    boolean overloaded =
        verdict == TrialOutcome.FAIL
            && chain.agreementViolations() == 0
            && load.throughput().tps().orElse(0) > 0;
    return RecordCopy.of(this)
        .with("verdict", overloaded ? TrialOutcome.PASS : verdict)
        .with("reason", both)
        .with("saturation", Optional.of(found))
        .made();
  }

  /** The same as the result of a game (CMP-53). */
  public TrialResult with(GameOutcome played) {
    return RecordCopy.with(this, "game", Optional.of(played));
  }

  /** The same as the result of a day: where all of it was promised, none may be lost (CMP-55). */
  public TrialResult with(DayOutcome played) {
    boolean failed = verdict == TrialOutcome.PASS && expectedLive && played.failure().isPresent();
    return RecordCopy.of(this)
        .with("verdict", failed ? TrialOutcome.FAIL : verdict)
        .with("reason", failed ? played.failure() : reason)
        .with("day", Optional.of(played))
        .made();
  }

  /** Messages delivered in the trial, those of all its steps where it is a search. */
  public long messagesDelivered() {
    return saturation.map(SaturationOutcome::messages).orElse(costs.messages());
  }
}
