package org.medchain.study.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.agents.Behaviour;
import org.medchain.agents.Host;
import org.medchain.agents.LedgerComparison;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.Revision;
import org.medchain.agents.Scenario;
import org.medchain.agents.ShareForecast;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.experiments.config.Refusal;
import org.medchain.study.file.Section;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.output.Findings;
import org.medchain.study.work.Work;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Agents who play through transactions on the simulated chain, beside theory (GAME-14, GAME-15).
 *
 * @param scenario in which nobody changes its strategy
 * @param revision how members change it afterwards; {@link Revision#NONE} if they do not
 */
record LedgerStudy(Scenario scenario, Revision revision) {
  /** What the section says; refused where agents cannot act it out. */
  static LedgerStudy of(StudyFile study, Section wanted, double level) throws Refusal {
    if (!(study.game() instanceof StudyGame.Credit credit)) {
      throw study
          .values()
          .refusal(
              "simulate/ledger",
              "simulate.ledger stands with a game that is not of the credit points",
              "allowed: only with the kind credit");
    }
    CreditParameters parameters = credit.parameters();
    Map<String, Integer> members = members(wanted.section("members"));
    int all = members.values().stream().mapToInt(Integer::intValue).sum();
    long endowment =
        wanted.has("endowment")
            ? wanted.whole("endowment")
            : (long) parameters.of(Parameter.BALANCE);
    Host host =
        wanted.word("host").equals("pbft")
            ? new Host.Pbft(wanted.whole("nodes"))
            : new Host.Contract();
    Scenario scenario =
        wanted.guarded(
            "",
            () ->
                new Scenario(
                    parameters,
                    members,
                    wanted.whole("rounds"),
                    wanted.whole("epoch"),
                    Revision.NONE,
                    endowment,
                    host,
                    wanted.whole("replicates"),
                    study.seed(),
                    level));
    return new LedgerStudy(scenario, revision(wanted, all, members.size()));
  }

  private static Map<String, Integer> members(Section wanted) throws Refusal {
    List<String> known = Behaviour.all().stream().map(Behaviour::name).toList();
    Map<String, Integer> members = new LinkedHashMap<>();
    for (String name : wanted.keys()) {
      if (!known.contains(name)) {
        throw wanted.refusal(
            name,
            "simulate.ledger.members names " + Section.quoted(name),
            "allowed: " + String.join(", ", known));
      }
      members.put(name, wanted.whole(name));
    }
    return members;
  }

  private static Revision revision(Section wanted, int members, int strategies) throws Refusal {
    if (!wanted.has("revision")) {
      return Revision.NONE;
    }
    if (strategies < 2) {
      throw wanted.refusal(
          "revision",
          "simulate.ledger.revision stands with one strategy",
          "allowed: with two or more in members, some of which nobody need play at first");
    }
    Section how = wanted.section("revision");
    return new Revision(
        how.number("selection"),
        how.number("mutation"),
        how.has("events") ? how.whole("events") : members);
  }

  void run(Work work, Findings findings) {
    ObjectNode json = findings.json().putObject("ledger");
    findings.heading("Ledger: " + words());
    work.begin("ledger, nobody changes");
    LedgerComparison comparison = LedgerComparison.of(scenario, work.threads());
    new LedgerPayoffs(scenario, findings).tell(comparison, json);
    books(comparison.ledger(), json, findings);
    if (revision.events() > 0) {
      work.begin("ledger, members imitate");
      Scenario moving = scenario.with(revision);
      findings.heading("Ledger: members imitate");
      ShareForecast forecast = ShareForecast.of(moving, work.threads());
      ObjectNode node = json.putObject("imitation");
      new LedgerShares(moving, findings).tell(forecast, node);
      books(forecast.ledger(), node, findings);
    }
  }

  private String words() {
    String host =
        switch (scenario.host()) {
          case Host.Contract direct -> "one state machine";
          case Host.Pbft pbft -> "PBFT with " + pbft.nodes() + " replicas";
        };
    return String.format(
        Locale.ROOT, "%d members, %d rounds, %s", scenario.members(), scenario.rounds(), host);
  }

  /** What was executed, and whether every point is accounted for. */
  private static void books(LedgerResult result, ObjectNode json, Findings findings) {
    ArrayNode list = json.putArray("runs");
    long transactions = 0;
    long blocks = 0;
    boolean conserved = true;
    for (LedgerResult.Run run : result.runs()) {
      ObjectNode node = list.addObject();
      node.put("transactions", run.transactions());
      node.put("blocks", run.blocks());
      node.put("accepted", run.accepted());
      node.put("convicted", run.convicted());
      node.put("false_accepted", run.falseAccepted());
      ObjectNode refused = node.putObject("refused");
      run.refused().forEach(refused::put);
      boolean all = run.supply().stream().allMatch(LedgerResult.SupplyPoint::isConserved);
      node.put("conserved", all);
      node.put("state_root", run.stateRoot());
      transactions += run.transactions();
      blocks += run.blocks();
      conserved &= all;
    }
    findings.text(
        String.format(
                Locale.ROOT,
                "%d runs of their own seeds, from the seed %d: %d transactions in %d blocks.",
                result.runs().size(),
                result.scenario().seed(),
                transactions,
                blocks)
            + (conserved
                ? " At the end of every epoch the points issued are those held, burnt and redeemed."
                : " POINTS WERE LOST OR CAME FROM NOWHERE."));
  }
}
