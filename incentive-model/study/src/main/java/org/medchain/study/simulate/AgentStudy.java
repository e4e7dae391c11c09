package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.Agent;
import org.medchain.game.population.AgentSimulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/** Individuals who imitate each other, some of whom may never change (Mobilia 2003). */
final class AgentStudy {
  private AgentStudy() {}

  static void run(
      SimulationSetup setting, StudySection wanted, List<Agent> agents, StudyResults findings)
      throws UserInputException {
    int rounds = wanted.integer("rounds");
    String words =
        String.format(
            Locale.ROOT,
            "%d agents, %d rounds, selection %s, mutation %s",
            agents.size(),
            rounds,
            NumberFormats.number(wanted.number("selection")),
            NumberFormats.number(wanted.number("mutation")));
    findings.heading("Agents: " + words);
    ObjectNode json = findings.json().putObject("agents");
    json.put("count", agents.size());
    json.put("rounds", rounds);
    FinitePopulationGame game = FinitePopulationGame.of(setting.game());
    SimulatedRuns runs = new SimulatedRuns(setting, words, "agents", findings);
    wanted.refusingAt(
        "",
        () -> {
          // The first half is on its way; the second half counts.
          runs.report(seed -> begin(game, agents, seed), rounds / 2, rounds - rounds / 2, json);
          return json;
        });
    findings.text("Shares are averages over the second half of the rounds.");
  }

  /** The individuals, as they begin. */
  static List<Agent> agents(SimulationSetup setting, StudySection wanted)
      throws UserInputException {
    int[] counts = setting.counts(wanted.integer("count"));
    double[] zealots = wanted.numbers("zealots");
    if (wanted.has("zealots") && zealots.length != counts.length) {
      throw wanted.refusal(
          "zealots",
          "simulate.agents.zealots has " + zealots.length + " numbers",
          "allowed: one for each of " + String.join(", ", setting.strategies()));
    }
    List<Agent> agents = new ArrayList<>();
    for (int strategy = 0; strategy < counts.length; strategy++) {
      int fixed = zealots.length == 0 ? 0 : (int) zealots[strategy];
      if (fixed > counts[strategy]) {
        throw wanted.refusal(
            "zealots/" + strategy,
            "%s zealots stand among %s who begin with '%s'"
                .formatted(fixed, counts[strategy], setting.strategies().get(strategy)),
            "allowed: no more than begin so (simulate.start × count)");
      }
      int which = strategy;
      IntStream.range(0, counts[strategy])
          .mapToObj(
              i ->
                  new Agent(
                      which, wanted.number("selection"), wanted.number("mutation"), i >= fixed))
          .forEach(agents::add);
    }
    return agents;
  }

  private static SimulatedRuns.RoundSimulation begin(
      FinitePopulationGame game, List<Agent> agents, ReplicateSeed seed) {
    AgentSimulation run = new AgentSimulation(game, agents, seed);
    return new SimulatedRuns.RoundSimulation() {
      @Override
      public void round() {
        run.round();
      }

      @Override
      public int[] counts() {
        return run.counts();
      }
    };
  }
}
