package org.medchain.comparison.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.theory.ConfirmationTime;
import org.medchain.comparison.theory.DoubleSpendRace;
import org.medchain.comparison.theory.ForkRate;
import org.medchain.comparison.theory.HashesPerBlock;
import org.medchain.comparison.theory.ReversalProbability;
import org.medchain.comparison.theory.SelfishMiningRevenue;
import org.medchain.data.Difficulty;

/** Proof of work among miners whose hash power the config gives. */
final class PowPredictions {
  private static final double MS_PER_S = 1000;

  private final PredictedCell cell;
  private final PowConfig pow;

  private PowPredictions(PredictedCell cell) {
    this.cell = cell;
    this.pow = cell.config().pow();
  }

  static List<Prediction> of(PredictedCell cell) {
    PowPredictions all = new PowPredictions(cell);
    List<Prediction> list = new ArrayList<>();
    list.add(all.latency(PredictionForm.POW_LATENCY_P50, 0.5));
    list.add(all.latency(PredictionForm.POW_LATENCY_P90, 0.9));
    list.add(all.latency(PredictionForm.POW_LATENCY_P99, 0.99));
    list.add(all.reversal());
    list.add(all.competitor());
    list.add(all.stale());
    list.add(all.hashes());
    list.add(all.selfish());
    return list;
  }

  private Prediction latency(PredictionForm form, double probability) {
    String why = unsteadyPower();
    if (!why.isEmpty()) {
      return Prediction.not(form, why);
    }
    // A header has the state root of W heights before it, so a proof of a result waits for W + 1.
    int intervals = Math.max(cell.confirmations().orElse(1), cell.config().pbft().window() + 1);
    ConfirmationTime time =
        new ConfirmationTime(
            intervals, ConfirmationTime.WaitingStart.SUBMISSION, intervalS(), liveShare());
    return Prediction.of(form, time.quantileS(probability) * MS_PER_S);
  }

  private Prediction reversal() {
    PredictionForm form = PredictionForm.POW_REVERSAL;
    int confirmations = cell.confirmations().orElse(1);
    if (cell.fault() != FaultKind.ATTACK || cell.faulty() == 0) {
      double assumed = ReversalProbability.exact(cell.finality().attackerShare(), confirmations);
      return new Prediction(
          form,
          OptionalDouble.of(assumed),
          "nobody attacks: this is for the share that finality withstands");
    }
    String why = odd();
    return why.isEmpty()
        ? Prediction.of(
            form, DoubleSpendRace.ROSENFELD.exactProbability(faultyShare(), confirmations))
        : Prediction.not(form, why);
  }

  private Prediction competitor() {
    return forks(
        PredictionForm.POW_COMPETITOR,
        () ->
            new ForkRate(delayS(), intervalS() / liveShare())
                .competitorProbabilityOfEqualMiners(live()));
  }

  private Prediction stale() {
    return forks(
        PredictionForm.POW_STALE,
        () -> new ForkRate(delayS(), intervalS() / liveShare()).staleRateOfManyMiners());
  }

  private Prediction forks(PredictionForm form, DoubleSupplier value) {
    String why = unsteadyPower();
    if (why.isEmpty() && live() == 1) {
      why = "a lone miner has no competitor";
    }
    if (why.isEmpty() && !pow.hashShares().isEmpty()) {
      why = "the miners have different shares of the hash power";
    }
    return why.isEmpty() ? Prediction.of(form, value.getAsDouble()) : Prediction.not(form, why);
  }

  private Prediction hashes() {
    if (!(pow.retarget() instanceof Retarget.Constant)) {
      return Prediction.not(PredictionForm.POW_HASHES, "the difficulty follows the hash power");
    }
    int compact = Difficulty.ofCoefficient(pow.difficulty()).compact();
    return Prediction.of(
        PredictionForm.POW_HASHES, HashesPerBlock.ofCompact(compact).expected().doubleValue());
  }

  private Prediction selfish() {
    if (cell.fault() != FaultKind.SELFISH || cell.faulty() == 0) {
      return Prediction.not(PredictionForm.SELFISH_REVENUE, "no selfish pool");
    }
    String why = odd();
    return why.isEmpty()
        ? Prediction.of(
            PredictionForm.SELFISH_REVENUE,
            new SelfishMiningRevenue(faultyShare(), 0).relativeRevenue())
        : Prediction.not(PredictionForm.SELFISH_REVENUE, why);
  }

  /** Why the honest chain does not grow at one known rate; empty where it does. */
  private String unsteadyPower() {
    String why = odd();
    if (!why.isEmpty()) {
      return why;
    }
    boolean gone = cell.fault() == FaultKind.CRASH || cell.fault() == FaultKind.SILENCE;
    if (cell.faulty() > 0 && !gone) {
      return "faulty miners neither mine with the others nor are gone (" + cell.fault().key() + ")";
    }
    return live() == 0 ? "nobody mines" : "";
  }

  /** Why shares of the hash power are not known; empty where they are. */
  private String odd() {
    if (!cell.disturbed().isEmpty()) {
      return cell.disturbed();
    }
    if (!(pow.retarget() instanceof Retarget.Constant)) {
      return "the difficulty follows the hash power";
    }
    return pow.hashShares().isEmpty() || cell.faulty() == 0
        ? ""
        : "which miners are faulty, and with them the hash power, differs from trial to trial";
  }

  private int live() {
    return cell.nodes() - cell.faulty();
  }

  private double faultyShare() {
    return (double) cell.faulty() / cell.nodes();
  }

  private double liveShare() {
    return (double) live() / cell.nodes();
  }

  private double intervalS() {
    return cell.blockIntervalS().orElseThrow();
  }

  private double delayS() {
    return cell.config().network().latency().meanDelayMs() / MS_PER_S;
  }
}
