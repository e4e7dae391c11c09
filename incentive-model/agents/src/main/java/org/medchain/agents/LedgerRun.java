package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.ChainState;
import org.medchain.credit.Parameter;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.Replicates;

/** Runs a scenario on the ledger: the entry point of this package (GAME-15, GAME-17). */
public final class LedgerRun {
  private static final String CELL = "ledger";

  private LedgerRun() {}

  /**
   * Runs all replicates.
   *
   * @param threads at most so many run at once; the result is the same for any number
   */
  public static LedgerResult of(Scenario scenario, int threads) {
    List<LedgerResult.Run> runs =
        Replicates.run(
            scenario.seed(),
            CELL,
            scenario.replicates(),
            threads,
            seed -> run(scenario, seed, blockSize(scenario)));
    List<Estimate> payoffs = new ArrayList<>();
    for (int each = 0; each < scenario.strategies().size(); each++) {
      int which = each;
      payoffs.add(
          Estimate.ofMean(
              scenario.level(),
              runs.stream().mapToDouble(run -> run.payoffs().get(which)).toArray()));
    }
    return new LedgerResult(scenario, payoffs, shares(scenario, runs), runs);
  }

  /**
   * One replicate.
   *
   * @param size to which the direct host fills its blocks as well; 0 for not at all
   */
  static LedgerResult.Run run(Scenario scenario, ReplicateSeed seed, int size) {
    Play play = new Play(new Town(scenario, seed), seed);
    Chain chain =
        switch (scenario.host()) {
          case Host.Contract direct -> new ContractChain(size);
          case Host.Pbft pbft -> new PbftChain(size, seed.part(2).value());
        };
    ChainState end = chain.host(play);
    return play.result(end);
  }

  private static int blockSize(Scenario scenario) {
    return switch (scenario.host()) {
      case Host.Contract direct -> 0;
      case Host.Pbft pbft -> fullBlock(scenario);
    };
  }

  /** As many transactions as one phase may have at most. */
  static int fullBlock(Scenario scenario) {
    int records =
        scenario.population().containsKey("splitter")
            ? scenario.parameters().count(Parameter.PARTS)
            : 1;
    int each =
        Math.max(
            scenario.parameters().rules().verdict().verifiers(),
            scenario.parameters().count(Parameter.QUERIES));
    int buyers = Math.max(2, 2 * scenario.parameters().count(Parameter.QUERIES));
    return scenario.members() * (records * Math.max(1, each) + 3) + buyers + 8;
  }

  private static List<List<Estimate>> shares(Scenario scenario, List<LedgerResult.Run> runs) {
    List<List<Estimate>> rows = new ArrayList<>();
    for (int epoch = 0; epoch <= scenario.rounds() / scenario.epochRounds(); epoch++) {
      List<Estimate> row = new ArrayList<>();
      for (int each = 0; each < scenario.strategies().size(); each++) {
        int at = epoch;
        int which = each;
        row.add(
            Estimate.ofMean(
                scenario.level(),
                runs.stream()
                    .mapToDouble(
                        run -> (double) run.counts().get(at).get(which) / scenario.members())
                    .toArray()));
      }
      rows.add(row);
    }
    return rows;
  }
}
