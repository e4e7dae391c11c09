package org.medchain.study.simulate;

import static org.medchain.credit.Parameter.BALANCE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.agents.AgentStrategies;
import org.medchain.agents.LedgerComparison;
import org.medchain.agents.LedgerHost;
import org.medchain.agents.LedgerHost.DirectHost;
import org.medchain.agents.LedgerHost.PbftHost;
import org.medchain.agents.LedgerScenario;
import org.medchain.agents.ShareForecast;
import org.medchain.agents.StrategyRevision;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.Strategy;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/**
 * Agents who play through transactions on the simulated chain, beside theory (GAME-14, GAME-15).
 *
 * @param scenario in which no member changes its strategy
 * @param revision how members change it afterwards; {@link StrategyRevision#NONE} if they do not
 */
record LedgerStudy(LedgerScenario scenario, StrategyRevision revision) {
  /** The section's settings; refused where agents cannot act it out. */
  static LedgerStudy of(StudyFile study, StudySection wanted, double level)
      throws UserInputException {
    if (!(study.game() instanceof CreditStudyGame credit)) {
      throw study
          .values()
          .refusal(
              "simulate/ledger",
              "simulate.ledger is given with a game that is not of the credit points",
              "allowed: only with the kind credit");
    }
    CreditParameters parameters = credit.parameters();
    Map<String, Integer> members = members(wanted.section("members"));
    int all = members.values().stream().mapToInt(Integer::intValue).sum();
    long endowment =
        wanted.has("endowment") ? wanted.integer("endowment") : (long) parameters.of(BALANCE);
    LedgerHost host =
        wanted.text("host").equals("pbft")
            ? new PbftHost(wanted.integer("nodes"))
            : new DirectHost();
    LedgerScenario scenario =
        wanted.refusingAt(
            "",
            () ->
                new LedgerScenario(
                    parameters,
                    members,
                    wanted.integer("rounds"),
                    wanted.integer("epoch"),
                    StrategyRevision.NONE,
                    endowment,
                    host,
                    wanted.integer("replicates"),
                    study.seed(),
                    level));
    return new LedgerStudy(scenario, revision(wanted, all, members.size()));
  }

  private static Map<String, Integer> members(StudySection wanted) throws UserInputException {
    List<String> known = AgentStrategies.all().stream().map(Strategy::name).toList();
    Map<String, Integer> members = new LinkedHashMap<>();
    for (String name : wanted.keys()) {
      if (!known.contains(name)) {
        throw wanted.refusal(
            name,
            "simulate.ledger.members names " + StudySection.quoted(name),
            "allowed: " + String.join(", ", known));
      }
      members.put(name, wanted.integer(name));
    }
    return members;
  }

  private static StrategyRevision revision(StudySection wanted, int members, int strategies)
      throws UserInputException {
    if (!wanted.has("revision")) {
      return StrategyRevision.NONE;
    }
    if (strategies < 2) {
      throw wanted.refusal(
          "revision",
          "simulate.ledger.revision is given with one strategy",
          "allowed: with two or more in members, some of which nobody need play at first");
    }
    StudySection how = wanted.section("revision");
    return new StrategyRevision(
        how.number("selection"),
        how.number("mutation"),
        how.has("events") ? how.integer("events") : members);
  }

  void run(StudyExecution work, StudyResults findings) {
    ObjectNode json = findings.json().putObject("ledger");
    String host =
        switch (scenario.host()) {
          case DirectHost direct -> "one state machine";
          case PbftHost pbft -> "PBFT with " + pbft.nodes() + " replicas";
        };
    findings.heading(
        "Ledger: %s members, %s rounds, %s".formatted(scenario.members(), scenario.rounds(), host));
    work.begin("ledger, nobody changes");
    LedgerComparison comparison = LedgerComparison.of(scenario, work.threads());
    new LedgerTables(scenario, findings).payoffs(comparison, json);
    if (revision.events() > 0) {
      work.begin("ledger, members imitate");
      LedgerScenario moving = scenario.withRevision(revision);
      findings.heading("Ledger: members imitate");
      ShareForecast forecast = ShareForecast.of(moving, work.threads());
      new LedgerTables(moving, findings).shares(forecast, json.putObject("imitation"));
    }
  }
}
