package org.medchain.agents;

import static org.medchain.credit.Parameter.QUERIES;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.medchain.agents.LedgerHost.DirectHost;
import org.medchain.agents.LedgerHost.PbftHost;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategy;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateRunner;
import org.medchain.game.random.ReplicateSeed;

/** Runs a scenario on the ledger: the entry point of this package (GAME-15, GAME-17). */
public final class LedgerRun {
  private static final String CELL = "ledger";

  private LedgerRun() {}

  /**
   * Runs all replicates.
   *
   * @param threads the largest number that run at once; the result is the same for any number
   */
  public static LedgerResult of(LedgerScenario scenario, int threads) {
    List<LedgerReplicate> runs =
        ReplicateRunner.run(
            scenario.seed(),
            CELL,
            scenario.replicates(),
            threads,
            seed -> run(scenario, seed, blockSize(scenario)));
    List<IntervalEstimate> payoffs = estimates(scenario, runs, LedgerReplicate::payoffs);
    return new LedgerResult(scenario, payoffs, shares(scenario, runs), runs);
  }

  /**
   * One replicate.
   *
   * @param size to which the direct host fills its blocks as well; 0 for not at all
   */
  static LedgerReplicate run(LedgerScenario scenario, ReplicateSeed seed, int size) {
    AgentSimulationRun play = new AgentSimulationRun(new AgentPopulation(scenario, seed), seed);
    return play.toReplicate(
        switch (scenario.host()) {
          case DirectHost direct -> new ContractChain(size).execute(play);
          case PbftHost pbft -> new PbftChain(size, seed.substream(2).value()).execute(play);
        });
  }

  private static int blockSize(LedgerScenario scenario) {
    return switch (scenario.host()) {
      case DirectHost direct -> 0;
      case PbftHost pbft -> fullBlockSize(scenario);
    };
  }

  /** As many transactions as one phase may have at most. */
  static int fullBlockSize(LedgerScenario scenario) {
    int records =
        scenario.played().stream()
            .mapToInt(each -> mostUploads(scenario.parameters(), each))
            .max()
            .orElseThrow();
    int each =
        Math.max(
            scenario.parameters().rules().verdict().verifiers(),
            scenario.parameters().intValue(QUERIES));
    int buyers = Math.max(2, 2 * scenario.parameters().intValue(QUERIES));
    return scenario.members() * (records * Math.max(1, each) + 3) + buyers + 8;
  }

  /** Records of one member in a period, fractions rounded up; at least 1. */
  static int mostUploads(CreditParameters p, Strategy strategy) {
    double sum = 0;
    for (RecordKind kind : RecordKind.values()) {
      sum += Math.ceil(strategy.uploads(p, kind));
    }
    return (int) Math.max(1, sum);
  }

  private static List<List<IntervalEstimate>> shares(
      LedgerScenario scenario, List<LedgerReplicate> runs) {
    return IntStream.rangeClosed(0, scenario.rounds() / scenario.epochRounds())
        .mapToObj(
            epoch ->
                estimates(
                    scenario,
                    runs,
                    run ->
                        run.counts().get(epoch).stream()
                            .map(count -> (double) count / scenario.members())
                            .toList()))
        .toList();
  }

  /** Of a quantity of each strategy, over the runs. */
  private static List<IntervalEstimate> estimates(
      LedgerScenario scenario,
      List<LedgerReplicate> runs,
      Function<LedgerReplicate, List<Double>> quantity) {
    return IntervalEstimate.ofMeans(
        scenario.level(),
        runs.stream()
            .map(run -> quantity.apply(run).stream().mapToDouble(each -> each).toArray())
            .toList());
  }
}
