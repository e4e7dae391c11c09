package org.medchain.comparison.prediction;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.Retarget;
import org.medchain.comparison.theory.ConfirmationTime;
import org.medchain.comparison.theory.DoubleSpendRace;
import org.medchain.comparison.theory.ForkRate;
import org.medchain.comparison.theory.HashesPerBlock;
import org.medchain.comparison.theory.PbftMessageCount;
import org.medchain.comparison.theory.PbftMessageCount.RequestAddressees;
import org.medchain.comparison.theory.ReversalProbability;
import org.medchain.comparison.theory.SelfishMiningRevenue;
import org.medchain.data.Difficulty;

/** The predictions of all closed forms for a cell (CMP-51). */
public final class Predictions {
  private static final double MS_PER_S = 1000;

  /** From here on most requests of a block did not wait for the whole batch delay. */
  private static final double CROWDED = 1.5;

  private static final String RETARGETED = "the difficulty follows the hash power";

  private final PredictedCell cell;
  private final PowConfig pow;

  private Predictions(PredictedCell cell) {
    this.cell = cell;
    this.pow = cell.config().pow();
  }

  /** One for each form that is about the cell's protocol, in the order of the forms. */
  public static List<Prediction> of(PredictedCell cell) {
    Predictions all = new Predictions(cell);
    return switch (cell.protocol()) {
      case PBFT -> all.pbft();
      case POW -> all.pow();
      case SEALED -> {
        String why = cell.protocol().key() + ": each height waits for a search";
        yield List.of(
            Prediction.of(PredictionForm.PBFT_MESSAGES, why, () -> 0),
            Prediction.of(PredictionForm.PBFT_LATENCY, why, () -> 0));
      }
    };
  }

  private List<Prediction> pbft() {
    return List.of(
        Prediction.of(PredictionForm.PBFT_MESSAGES, abnormal(), this::messages),
        Prediction.of(
            PredictionForm.PBFT_LATENCY,
            latencyUnknown(),
            () ->
                PbftMessageCount.ROUNDS_FOR_CLIENT
                        * cell.config().network().latency().medianDelayMs()
                    + cell.config().pbft().batchDelayMs()));
  }

  private double messages() {
    PbftMessageCount traffic = new PbftMessageCount(cell.nodes(), RequestAddressees.TO_ALL);
    double checkpoints = (double) traffic.commits() / cell.config().pbft().checkpointInterval();
    double perBlock = traffic.messagesPerBlock() + checkpoints;
    return perBlock / cell.requestsPerBlock().getAsDouble()
        + traffic.requests()
        + traffic.replies();
  }

  private String latencyUnknown() {
    String why = abnormal();
    if (why.isEmpty() && cell.config().host() == HostKind.CLUSTER) {
      return "real links: the config does not know their delay";
    }
    double batch = cell.requestsPerBlock().orElse(0);
    return why.isEmpty() && batch >= CROWDED
        ? String.format(
            Locale.ROOT, "%.1f requests a block: most do not wait for the whole batch delay", batch)
        : why;
  }

  /** Why it is not PBFT's normal case; empty where it is. */
  private String abnormal() {
    if (!cell.disturbed().isEmpty()) {
      return cell.disturbed();
    }
    if (cell.faulty() > 0) {
      return "some nodes are faulty: the form is about the normal case";
    }
    if (cell.viewChanged()) {
      return "a view was changed: the form is about the normal case";
    }
    return cell.requestsPerBlock().isEmpty() ? "no block was committed" : "";
  }

  private List<Prediction> pow() {
    boolean retargeted = !(pow.retarget() instanceof Retarget.Constant);
    boolean selfish = cell.fault() == FaultKind.SELFISH && cell.faulty() > 0;
    return List.of(
        latency(PredictionForm.POW_LATENCY_P50, 0.5),
        latency(PredictionForm.POW_LATENCY_P90, 0.9),
        latency(PredictionForm.POW_LATENCY_P99, 0.99),
        reversal(),
        Prediction.of(
            PredictionForm.POW_COMPETITOR,
            unequalMiners(),
            () -> forks().competitorProbabilityOfEqualMiners(live())),
        Prediction.of(
            PredictionForm.POW_STALE, unequalMiners(), () -> forks().staleRateOfManyMiners()),
        Prediction.of(
            PredictionForm.POW_HASHES,
            retargeted ? RETARGETED : "",
            () ->
                HashesPerBlock.ofCompact(Difficulty.ofCoefficient(pow.difficulty()).compact())
                    .expected()
                    .doubleValue()),
        Prediction.of(
            PredictionForm.SELFISH_REVENUE,
            selfish ? unknownShares() : "no selfish pool",
            () -> new SelfishMiningRevenue(faultyShare(), 0).relativeRevenue()));
  }

  private Prediction latency(PredictionForm form, double probability) {
    int intervals = Math.max(cell.confirmations().orElse(1), cell.config().pbft().window() + 1);
    return Prediction.of(
        form,
        unsteadyPower(),
        () ->
            new ConfirmationTime(
                        intervals,
                        ConfirmationTime.WaitingStart.SUBMISSION,
                        cell.blockIntervalS().orElseThrow(),
                        liveShare())
                    .quantileS(probability)
                * MS_PER_S);
  }

  private Prediction reversal() {
    int confirmations = cell.confirmations().orElse(1);
    if (cell.fault() != FaultKind.ATTACK || cell.faulty() == 0) {
      double assumed = ReversalProbability.exact(cell.finality().attackerShare(), confirmations);
      return new Prediction(
          PredictionForm.POW_REVERSAL,
          OptionalDouble.of(assumed),
          "nobody attacks: this is for the share that finality withstands");
    }
    return Prediction.of(
        PredictionForm.POW_REVERSAL,
        unknownShares(),
        () -> DoubleSpendRace.ROSENFELD.exactProbability(faultyShare(), confirmations));
  }

  private ForkRate forks() {
    double delayS = cell.config().network().latency().meanDelayMs() / MS_PER_S;
    return new ForkRate(delayS, cell.blockIntervalS().orElseThrow() / liveShare());
  }

  /** Why forks are not those of several equal miners; empty where they are. */
  private String unequalMiners() {
    String why = unsteadyPower();
    if (why.isEmpty() && live() == 1) {
      return "a lone miner has no competitor";
    }
    return why.isEmpty() && !pow.hashShares().isEmpty()
        ? "the miners have different shares of the hash power"
        : why;
  }

  /** Why the honest chain does not grow at one known rate; empty where it does. */
  private String unsteadyPower() {
    String why = unknownShares();
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
  private String unknownShares() {
    if (!cell.disturbed().isEmpty()) {
      return cell.disturbed();
    }
    if (!(pow.retarget() instanceof Retarget.Constant)) {
      return RETARGETED;
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
}
