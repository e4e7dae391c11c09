package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.comparison.theory.ConfirmationTime.WaitingStart;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** CMP-24, CMP-26: how long real miners take to k confirmations, and how many hashes to a block. */
@Tag("statistical")
class SimulatedConfirmationTest {
  private static final int WINDOW = 1;
  private static final int PILOT = 200;
  private static final double DELAY_S = 0.5;

  /** When the chain is at its usual business. */
  private static final long LATER_NS = 50 * SinglePatientChain.SECOND_NS;

  /**
   * The wait for the first block takes by far the largest sample, and is the same for every k: one
   * of them looks at it.
   */
  @ParameterizedTest
  @CsvSource({"1, 0, 4450", "3, 1, 1500", "6, 1, 760"})
  void withoutDelaysItIsErlangs(int confirmations, int firstFigure, int size) {
    RequiredPrecision.Experiment all = undelayed(confirmations);
    RequiredPrecision.VERIFY.check(
        24100 + confirmations,
        size,
        (seed, many) -> {
          List<TheoryComparison> figures = all.run(seed, many);
          return figures.subList(firstFigure, figures.size());
        });
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void withoutDelaysItIsErlangsMoreClosely(int confirmations) {
    RequiredPrecision.EXHAUSTIVE.check(24200 + confirmations, PILOT, undelayed(confirmations));
  }

  @ParameterizedTest
  @CsvSource({"1, 2000", "3, 1380", "6, 720"})
  void aLoneMinerAddsTheWayThereAndBack(int confirmations, int size) {
    RequiredPrecision.VERIFY.check(24300 + confirmations, size, loneMiner(confirmations));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void aLoneMinerAddsTheWayThereAndBackMoreClosely(int confirmations) {
    RequiredPrecision.EXHAUSTIVE.check(24400 + confirmations, PILOT, loneMiner(confirmations));
  }

  /**
   * Between miners that hear of each other's blocks late, k blocks of one chain are at least k
   * finds, and at most k times a delay, after which all are as high as the highest was, and a find.
   */
  @ParameterizedTest
  @CsvSource({"3, 1400", "6, 740"})
  void delaysBetweenMinersAddNoMoreThanOneForEachBlock(int confirmations, int first) {
    ConfirmationRun.ConfirmationRunSetup setting =
        ConfirmationRun.ConfirmationRunSetup.of(
            WINDOW, confirmations, DELAY_S, List.of(0.25, 0.25, 0.25, 0.25), LATER_NS);
    double least = erlang(shown(confirmations)) + 2 * DELAY_S;
    RequiredPrecision.Experiment experiment =
        (seed, size) -> {
          SummaryStatistics accepted = new SummaryStatistics();
          for (int i = 0; i < size; i++) {
            accepted.addValue(setting.run(RequiredPrecision.seed(seed, i)).acceptedS());
          }
          return List.of(
              new TheoryComparison(
                  "s among miners, at least, k=" + confirmations,
                  least,
                  SampleEstimate.MeanEstimate.of(accepted)));
        };
    TheoryComparison figure =
        RequiredPrecision.VERIFY.sized(24_500 + confirmations, first, experiment).get(0);
    figure.assertBetween(
        least, least + confirmations * DELAY_S, RequiredPrecision.VERIFY.halfWidth());
  }

  /** Three miners whose blocks are everywhere at once: nothing forks. */
  static RequiredPrecision.Experiment undelayed(int confirmations) {
    ConfirmationRun.ConfirmationRunSetup setting =
        ConfirmationRun.ConfirmationRunSetup.of(
            WINDOW, confirmations, 0, List.of(0.5, 0.3, 0.2), 0);
    return (seed, size) -> {
      SummaryStatistics first = new SummaryStatistics();
      SummaryStatistics accepted = new SummaryStatistics();
      SummaryStatistics charged = new SummaryStatistics();
      SummaryStatistics tried = new SummaryStatistics();
      for (int i = 0; i < size; i++) {
        ConfirmationRun run = setting.run(RequiredPrecision.seed(seed, i));
        first.addValue(run.firstBlockS());
        accepted.addValue(run.acceptedS());
        // The run ends with the find that makes the request final.
        charged.addValue(run.chargedHashes() / shown(confirmations));
        assertThat(run.tries()).hasSize(shown(confirmations));
        run.tries().forEach(tried::addValue);
      }
      String at = " k=" + confirmations;
      double hashes =
          HashesPerBlock.ofCompact(ConfirmationRun.DIFFICULTY.compact()).expected().doubleValue();
      return List.of(
          new TheoryComparison(
              "s to the first block" + at, erlang(1), SampleEstimate.MeanEstimate.of(first)),
          new TheoryComparison(
              "s to acceptance" + at,
              erlang(shown(confirmations)),
              SampleEstimate.MeanEstimate.of(accepted)),
          new TheoryComparison(
              "hashes charged" + at, hashes, SampleEstimate.MeanEstimate.of(charged)),
          new TheoryComparison("hashes tried" + at, hashes, SampleEstimate.MeanEstimate.of(tried)));
    };
  }

  /** No other node mines, so nothing forks, but the request and its proof take their time. */
  private static RequiredPrecision.Experiment loneMiner(int confirmations) {
    ConfirmationRun.ConfirmationRunSetup setting =
        ConfirmationRun.ConfirmationRunSetup.of(
            WINDOW, confirmations, DELAY_S, List.of(1.0, 0.0), LATER_NS);
    double exact = erlang(shown(confirmations)) + 2 * DELAY_S;
    return (seed, size) -> {
      SummaryStatistics accepted = new SummaryStatistics();
      for (int i = 0; i < size; i++) {
        accepted.addValue(setting.run(RequiredPrecision.seed(seed, i)).acceptedS());
      }
      return List.of(
          new TheoryComparison(
              "s by a lone miner k=" + confirmations,
              exact,
              SampleEstimate.MeanEstimate.of(accepted)));
    };
  }

  private static double erlang(int blocks) {
    return new ConfirmationTime(blocks, WaitingStart.SUBMISSION, ConfirmationRun.INTERVAL_S, 1)
        .meanS();
  }

  private static int shown(int confirmations) {
    return Math.max(confirmations, WINDOW + 1);
  }

  /**
   * One request to a real proof-of-work cluster, from its submission until its client accepts it:
   * one independent observation.
   */
  private static final class ConfirmationRun implements SimulationObserver {
    /** Expected hashes of a block; a power of two, which a compact target holds exactly. */
    static final long HASHES_PER_BLOCK = 64;

    static final double INTERVAL_S = 10;
    static final Difficulty DIFFICULTY = Difficulty.ofCoefficient(HASHES_PER_BLOCK);

    private final long submittedNs;
    private double firstBlockS = Double.NaN;
    private double acceptedS = Double.NaN;
    private final List<Long> tries = new ArrayList<>();
    private SimulationReport report;

    private ConfirmationRun(long submittedNs) {
      this.submittedNs = submittedNs;
    }

    /** What a run depends on besides its luck. */
    record ConfirmationRunSetup(
        SinglePatientChain chain,
        Cluster cluster,
        double delayS,
        List<Double> shares,
        long submittedNs) {
      static ConfirmationRunSetup of(
          int window, int confirmations, double delayS, List<Double> shares, long submittedNs) {
        SinglePatientChain chain = new SinglePatientChain(shares.size(), window, DIFFICULTY);
        return new ConfirmationRunSetup(
            chain, chain.pow(confirmations), delayS, shares, submittedNs);
      }

      ConfirmationRun run(long seed) {
        ConfirmationRun run = new ConfirmationRun(submittedNs);
        double total = HASHES_PER_BLOCK / INTERVAL_S;
        RunEnvironment environment =
            SinglePatientChain.calm(
                seed,
                new DelayDistribution.Constant(1e3 * delayS),
                new MiningModel(shares.stream().map(share -> share * total).toList()));
        Load load = new Load.Open(List.of(new RequestArrival(submittedNs, 0, chain.upload(1))));
        run.report =
            new Simulation(cluster, environment, load, run).run(SinglePatientChain.NEVER_NS);
        return run;
      }
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      if (!block.transactions().isEmpty() && Double.isNaN(firstBlockS)) {
        firstBlockS = seconds(atNs - submittedNs);
      }
    }

    @Override
    public void accepted(
        int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
      acceptedS = seconds(atNs - intendedNs);
    }

    @Override
    public void mined(int node, long atNs, Header sealed) {
      // The host counts random strings from 0 and really hashes each.
      tries.add(sealed.randomString().counter() + 1);
    }

    private static double seconds(long ns) {
      return 1e-9 * ns;
    }

    double firstBlockS() {
      return firstBlockS;
    }

    double acceptedS() {
      return acceptedS;
    }

    List<Long> tries() {
      return tries;
    }

    double chargedHashes() {
      return report.totalHashes();
    }
  }
}
