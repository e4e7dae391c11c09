package org.medchain.claims.points;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.medchain.agents.LedgerHost;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerResult.LedgerReplicate;
import org.medchain.agents.LedgerRun;
import org.medchain.agents.LedgerScenario;
import org.medchain.agents.StrategyRevision;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.file.StudySection;

/**
 * Agents who play fixed strategies on the ledger (GAME-15).
 *
 * @param parameters rules and economy
 * @param members how many play each strategy; their order is that of all payoffs
 * @param endowment points on each account at the start
 * @param rounds in each of which an ordinary member uploads one record
 * @param replicates independent runs
 */
public record LedgerPlan(
    CreditParameters parameters,
    Map<String, Integer> members,
    long endowment,
    int rounds,
    int replicates) {
  /** The study of agents on the ledger. */
  static final String LEDGER_STUDY = "credit-ledger.yaml";

  private static final double LEVEL = 0.95;

  /**
   * Rules and economy of a study among the games.
   *
   * @throws UserInputException if the file is not a study of the credit points
   */
  static CreditParameters study(ClaimRun run, String file) throws UserInputException {
    Path path = run.projectRoot().resolve("incentive-model").resolve("games").resolve(file);
    return parameters(StudyFile.read(path, OptionalLong.of(run.seed())));
  }

  /**
   * Rules and economy of a study.
   *
   * @throws UserInputException if it is not one of the credit points
   */
  private static CreditParameters parameters(StudyFile study) throws UserInputException {
    if (study.game() instanceof CreditStudyGame credit) {
      return credit.parameters();
    }
    throw new UserInputException(study.file() + ": a game of the kind credit is wanted");
  }

  /**
   * The plan of a study.
   *
   * @param values in place of its {@code rounds} and {@code replicates}, of {@code rules} by those
   *     of the paper, and of parameters by their names
   */
  public static LedgerPlan of(StudyFile study, Map<String, String> values)
      throws UserInputException {
    StudySection ledger = study.section("simulate").section("ledger");
    StudySection named = ledger.section("members");
    Map<String, Integer> members = new LinkedHashMap<>();
    named.keys().forEach(name -> members.put(name, named.integer(name)));
    Map<String, String> others = new LinkedHashMap<>(values);
    String rounds = others.remove("rounds");
    String replicates = others.remove("replicates");
    CreditParameters parameters = parameters(study);
    if (others.remove("rules") != null) {
      parameters = underPaperRules(parameters);
    }
    for (Map.Entry<String, String> each : others.entrySet()) {
      parameters =
          parameters.with(Parameter.byName(each.getKey()), Double.parseDouble(each.getValue()));
    }
    return new LedgerPlan(
        parameters,
        members,
        ledger.integer("endowment"),
        rounds == null ? ledger.integer("rounds") : Integer.parseInt(rounds),
        replicates == null ? ledger.integer("replicates") : Integer.parseInt(replicates));
  }

  /** The same economy under the paper's rules, read literally. */
  static CreditParameters underPaperRules(CreditParameters economy) {
    return economy.with(CreditParameters.paper().rules());
  }

  /** Members of two strategies. */
  static Map<String, Integer> members(String first, int count, String second, int others) {
    Map<String, Integer> members = new LinkedHashMap<>();
    members.put(first, count);
    members.put(second, others);
    return members;
  }

  /** Plays it on one state machine. */
  public LedgerResult play(ClaimRun run) {
    return play(run, new LedgerHost.DirectHost());
  }

  /** Plays it; the result is the same for any number of processors. */
  LedgerResult play(ClaimRun run, LedgerHost host) {
    LedgerScenario scenario =
        new LedgerScenario(
            parameters,
            members,
            rounds,
            rounds,
            StrategyRevision.NONE,
            endowment,
            host,
            replicates,
            run.seed(),
            LEVEL);
    return LedgerRun.of(scenario, Runtime.getRuntime().availableProcessors());
  }

  /** Cash a member and round of a strategy, a value a replicate. */
  public static double[] payoffs(LedgerResult result, String strategy) {
    int which = result.scenario().strategies().indexOf(strategy);
    List<LedgerReplicate> runs = result.runs();
    return runs.stream().mapToDouble(each -> each.payoffs().get(which)).toArray();
  }
}
