package org.medchain.agents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.game.exact.Vectors;
import org.medchain.game.population.CountSimulation;
import org.medchain.game.population.FinitePopulation;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;

/**
 * Population dynamics beside the ledger's (GAME-15): how shares move where members imitate, by the
 * ledger, by the finite Fermi process on the payoffs of the theory with all {@link
 * FiniteLedgerEffect}s, and by the imitation dynamic of one large population on the theory's own
 * payoffs, which for weak selection is the replicator dynamic at the speed β/2 (Traulsen, Nowak and
 * Pacheco 2006).
 *
 * <p>They differ by what members measure in an epoch, which is noisy, and by limited liability; a
 * deep endowment switches the latter off.
 *
 * @param ledger the run
 * @param rows one an epoch, the start first
 */
public record ShareForecast(LedgerResult ledger, List<EpochForecast> rows) {
  private static final int FORECASTS = 1000;

  public ShareForecast {
    rows = List.copyOf(rows);
  }

  /**
   * One epoch; shares in the order of {@link LedgerScenario#strategies}.
   *
   * @param epoch 0 for the start
   * @param measured on the ledger
   * @param finite by the Fermi process of this number of members
   * @param large by the dynamic of a large population
   */
  public record EpochForecast(
      int epoch,
      List<IntervalEstimate> measured,
      List<IntervalEstimate> finite,
      List<Double> large) {
    /** The largest distance of the measured means from those of the finite process. */
    public double distance() {
      return IntStream.range(0, measured.size())
          .mapToDouble(each -> Math.abs(measured.get(each).mean() - finite.get(each).mean()))
          .max()
          .orElse(0);
    }

    /** Whether the intervals of measured and finite shares meet, for every strategy. */
    public boolean agrees() {
      return IntStream.range(0, measured.size())
          .allMatch(
              each ->
                  measured.get(each).low() <= finite.get(each).high()
                      && measured.get(each).high() >= finite.get(each).low());
    }
  }

  /**
   * Runs a scenario and forecasts it.
   *
   * @param scenario whose members revise
   * @param threads the largest number of replicates at once
   */
  public static ShareForecast of(LedgerScenario scenario, int threads) {
    if (scenario.revision().events() < 1 || scenario.strategies().size() < 2) {
      throw new IllegalArgumentException("shares move where members of 2 strategies revise");
    }
    LedgerResult ledger = LedgerRun.of(scenario, threads);
    int epochs = scenario.rounds() / scenario.epochRounds();
    List<List<IntervalEstimate>> finite = finite(scenario, epochs, threads);
    List<double[]> large = large(scenario, epochs);
    return new ShareForecast(
        ledger,
        Vectors.list(
            epochs + 1,
            epoch ->
                new EpochForecast(
                    epoch,
                    ledger.shares().get(epoch),
                    finite.get(epoch),
                    Arrays.stream(large.get(epoch)).boxed().toList())));
  }

  private static List<List<IntervalEstimate>> finite(
      LedgerScenario scenario, int epochs, int threads) {
    SamplingPlan sampling =
        new SamplingPlan(scenario.seed(), "forecast", FORECASTS, threads, scenario.level());
    int strategies = scenario.strategies().size();
    List<IntervalEstimate> all = sampling.means(seed -> path(scenario, epochs, seed));
    return Vectors.list(
        epochs + 1,
        epoch -> List.copyOf(all.subList(epoch * strategies, (epoch + 1) * strategies)));
  }

  /** One path of the Fermi process: the shares of all epochs, one row after the other. */
  private static double[] path(LedgerScenario scenario, int epochs, ReplicateSeed seed) {
    StrategyRevision revision = scenario.revision();
    FinitePopulation population =
        new FinitePopulation(
            FinitePopulationTheory.of(scenario),
            scenario.members(),
            new PairwiseComparison(revision.intensity()),
            revision.mutation());
    CountSimulation run = new CountSimulation(population, scenario.counts(), seed);
    int strategies = scenario.strategies().size();
    double[] path = new double[(epochs + 1) * strategies];
    for (int epoch = 0; epoch <= epochs; epoch++) {
      double[] shares = FinitePopulationTheory.shares(run.counts());
      System.arraycopy(shares, 0, path, epoch * strategies, strategies);
      for (int event = 0; event < revision.events(); event++) {
        run.step();
      }
    }
    return path;
  }

  private static List<double[]> large(LedgerScenario scenario, int epochs) {
    FinitePopulationTheory theory =
        new FinitePopulationTheory(
            scenario.parameters(), scenario.played(), EnumSet.noneOf(FiniteLedgerEffect.class));
    List<double[]> path = new ArrayList<>();
    double[] shares = FinitePopulationTheory.shares(scenario.counts());
    for (int epoch = 0; epoch <= epochs; epoch++) {
      path.add(shares.clone());
      double[] payoffs = theory.largePopulationPayoffs(shares);
      for (int event = 0; event < scenario.revision().events(); event++) {
        shares = after(shares, payoffs, scenario);
      }
    }
    return path;
  }

  /** The mean effect of one event: of each pair the fitter gains by tanh(β Δ / 2). */
  private static double[] after(double[] shares, double[] payoffs, LedgerScenario scenario) {
    double mutation = scenario.revision().mutation();
    double half = scenario.revision().intensity() / 2;
    return Vectors.of(
        shares.length,
        own -> {
          double gains =
              Vectors.dot(
                  shares,
                  Vectors.of(
                      shares.length,
                      other -> StrictMath.tanh(half * (payoffs[own] - payoffs[other]))));
          double drift = (1 - shares[own]) / (shares.length - 1) - shares[own];
          return shares[own]
              + ((1 - mutation) * shares[own] * gains + mutation * drift) / scenario.members();
        });
  }
}
