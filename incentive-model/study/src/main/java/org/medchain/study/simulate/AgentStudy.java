package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.population.Agent;
import org.medchain.game.population.AgentSimulation;
import org.medchain.game.population.FinitePopulationGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import tools.jackson.databind.node.ObjectNode;

/** Individuals who imitate each other, some of whom may never change (Mobilia 2003). */
final class AgentStudy {
  private AgentStudy() {}

  static void run(SimulationSetup setting, StudySection wanted, List<Agent> agents)
      throws UserInputException {
    int rounds = wanted.integer("rounds");
    String words =
        "%s agents, %s rounds, selection %s, mutation %s"
            .formatted(
                agents.size(),
                rounds,
                NumberFormats.number(wanted.number("selection")),
                NumberFormats.number(wanted.number("mutation")));
    setting.findings().heading("Agents: " + words);
    ObjectNode json = setting.findings().json().putObject("agents");
    json.put("count", agents.size());
    json.put("rounds", rounds);
    FinitePopulationGame game = FinitePopulationGame.of(setting.game());
    wanted.refusingAt(
        "",
        () -> {
          // The first half is on its way; the second half counts.
          new SimulatedRuns(setting, words, "agents")
              .report(
                  seed -> {
                    AgentSimulation run = new AgentSimulation(game, agents, seed);
                    return new SimulatedRuns.RoundSimulation(run::round, run::counts);
                  },
                  rounds / 2,
                  rounds - rounds / 2,
                  json);
          return json;
        });
    setting.findings().text("Shares are averages over the second half of the rounds.");
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
      for (int i = 0; i < counts[strategy]; i++) {
        agents.add(
            new Agent(strategy, wanted.number("selection"), wanted.number("mutation"), i >= fixed));
      }
    }
    return agents;
  }
}
