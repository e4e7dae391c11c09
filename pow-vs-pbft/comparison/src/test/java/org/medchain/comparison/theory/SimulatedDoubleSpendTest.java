package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.DoubleSpendTerms;
import org.medchain.comparison.theory.RequiredPrecision.TheoryComparison;
import org.medchain.comparison.theory.SinglePatientChain.EarlyStop;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.MiningModel;

/** CMP-30: how often a double spend against a real miner succeeds. */
@Tag("statistical")
class SimulatedDoubleSpendTest {
  private static final int PILOT = 1000;

  @ParameterizedTest
  @CsvSource({"0.4, 2, 1, 2200", "0.4, 1, 0, 3300"})
  void succeedsAsOftenAsTheExactFormulaSays(
      double share, int confirmations, int premined, int size) {
    RequiredPrecision.VERIFY.check(
        seed(37_000, share, confirmations, premined),
        size,
        attempts(share, confirmations, premined));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 1",
    "0.2, 2, 1",
    "0.3, 2, 1",
    "0.3, 3, 1",
    "0.2, 1, 0",
    "0.3, 1, 0",
    "0.3, 3, 0"
  })
  void succeedsAsOftenAsTheExactFormulaSaysMoreClosely(
      double share, int confirmations, int premined) {
    RequiredPrecision.EXHAUSTIVE.check(
        seed(38_000, share, confirmations, premined),
        PILOT,
        attempts(share, confirmations, premined));
  }

  private static long seed(long base, double share, int confirmations, int premined) {
    return base + Math.round(1000 * share) + 2L * confirmations + premined;
  }

  /** The same race in both, with different numbers; the real miners side with the exact one. */
  @Tag("exhaustive")
  @ParameterizedTest
  @CsvSource({"0.3, 6", "0.2, 4"})
  void nakamotosApproximationIsContradicted(double share, int confirmations) {
    double approximation = DoubleSpendRace.NAKAMOTO.nakamotoApproximation(share, confirmations);
    double exact = DoubleSpendRace.ROSENFELD.exactProbability(share, confirmations);
    assertThat(DoubleSpendRace.NAKAMOTO.exactProbability(share, confirmations)).isEqualTo(exact);
    TheoryComparison figure =
        RequiredPrecision.VERIFY
            .sized(seed(37_500, share, confirmations, 1), PILOT, attempts(share, confirmations, 1))
            .get(0);
    System.out.printf(Locale.ROOT, "%s, not %.6g%n", figure.row(), approximation);
    figure.assertMet(RequiredPrecision.VERIFY.halfWidth());
    assertThat(figure.estimate().sigmas(approximation)).isGreaterThan(TheoryComparison.SIGMAS);
  }

  static RequiredPrecision.Experiment attempts(double share, int confirmations, int premined) {
    DoubleSpendRun.DoubleSpendRunSetup setting =
        DoubleSpendRun.DoubleSpendRunSetup.of(share, confirmations, premined);
    double exact =
        new DoubleSpendRace(premined, DoubleSpendRace.BranchWinRule.STRICTLY_AHEAD)
            .exactProbability(share, confirmations);
    String name =
        String.format(
            Locale.ROOT, "double spend q=%s k=%d premined=%d", share, confirmations, premined);
    return (seed, size) -> {
      List<Boolean> races =
          IntStream.range(0, size)
              .mapToObj(i -> setting.run(RequiredPrecision.seed(seed, i)))
              .flatMap(Optional::stream)
              .toList();
      long reversed = races.stream().filter(won -> won).count();
      return List.of(
          new TheoryComparison(
              name, exact, new SampleEstimate.ProportionEstimate(reversed, races.size())));
    };
  }

  /**
   * One attempt of node 0 to take a payment back from node 1, a real miner with the rest of the
   * hash power: whether the payment was confirmed there and is gone afterwards.
   */
  private static final class DoubleSpendRun extends CommittedChains {
    private static final long HASHES_PER_BLOCK = 8;
    private static final double INTERVAL_S = 1000;
    private static final double DELAY_MS = 1;
    private static final int VICTIM = 1;

    private final DoubleSpendRunSetup setting;
    private final Transaction payment;

    /** Height of the payment on the victim's chain; 0 for none. */
    private long paidAt;

    private int finds;
    private OptionalInt begunAt = OptionalInt.empty();

    /** By how many blocks the attacker is ahead since the race began. */
    private int ahead;

    private boolean confirmed;
    private boolean reversed;

    private DoubleSpendRun(DoubleSpendRunSetup setting, Transaction payment) {
      super(2);
      this.setting = setting;
      this.payment = payment;
    }

    /** What a run depends on besides its luck. */
    record DoubleSpendRunSetup(
        SinglePatientChain chain,
        Cluster cluster,
        double share,
        int confirmations,
        int premined,
        int deficit,
        int begun,
        int lasting) {
      /** A chance to catch up that is small beside any interval here. */
      private static final double NEGLIGIBLE = 1e-4;

      static DoubleSpendRunSetup of(double share, int confirmations, int premined) {
        SinglePatientChain chain =
            new SinglePatientChain(2, 1, Difficulty.ofCoefficient(HASHES_PER_BLOCK));
        double ratio = share / (1 - share);
        int deficit = (int) Math.ceil(StrictMath.log(NEGLIGIBLE) / StrictMath.log(ratio));
        int begun = (int) Math.ceil(1.5 * premined / share);
        double slowly = 2 * confirmations / (1 - share) + 1.3 * deficit / (1 - 2 * share);
        return new DoubleSpendRunSetup(
            chain,
            chain.pow(confirmations),
            share,
            confirmations,
            premined,
            deficit,
            begun,
            (int) Math.ceil(slowly));
      }

      /** Whether it succeeds; empty if the race begins too late to see its end. */
      Optional<Boolean> run(long seed) {
        DoubleSpendRun run = new DoubleSpendRun(this, chain.upload(1));
        ByzantineBehaviour attack = new ByzantineBehaviour.DoubleSpend(0, premined, deficit);
        DoubleSpendTerms spending =
            new DoubleSpendTerms(run.payment, chain.otherUpload(1), confirmations);
        double total = HASHES_PER_BLOCK / INTERVAL_S;
        RunEnvironment environment =
            SinglePatientChain.calm(
                seed,
                new DelayDistribution.Constant(DELAY_MS),
                new MiningModel(List.of(share * total, (1 - share) * total)));
        long endNs = Math.round((begun + lasting) * INTERVAL_S * 1e9);
        EarlyStop.mine(
            SinglePatientChain.corrupted(cluster, attack, Optional.of(spending), seed),
            environment,
            run,
            endNs);
        return run.begunAt.isPresent() && run.begunAt.getAsInt() <= begun
            ? Optional.of(run.reversed)
            : Optional.empty();
      }
    }

    @Override
    public void mined(int node, long atNs, Header sealed) {
      super.mined(node, atNs, sealed);
      finds++;
      ahead += node == VICTIM ? -1 : 1;
      boolean late = begunAt.isEmpty() && finds > setting.begun();
      if (late || (begunAt.isPresent() && ahead < -setting.deficit())) {
        throw new EarlyStop(); // not looked at, or given up
      }
    }

    /** The first request at the victim is the payment. */
    @Override
    public void delivered(String party, long atNs, Envelope envelope, int bytes) {
      if (begunAt.isEmpty() && envelope.code() == Request.TYPE.code()) {
        begunAt = OptionalInt.of(finds);
        ahead = setting.premined();
      }
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      super.committed(node, atNs, block, certificate);
      if (node == VICTIM) {
        paidAt = block.transactions().contains(payment) ? block.height() : paidAt;
        confirmed |= paidAt > 0 && block.height() - paidAt + 1 >= setting.confirmations();
      }
    }

    @Override
    public void reverted(int node, long atNs, long height) {
      super.reverted(node, atNs, height);
      if (node == VICTIM && height < paidAt) {
        reversed |= confirmed;
        paidAt = 0;
        if (reversed) {
          throw new EarlyStop();
        }
      }
    }
  }
}
