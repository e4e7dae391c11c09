package org.medchain.study.simulate;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.GroupGame;
import org.medchain.game.network.Graph;
import org.medchain.game.network.NetworkEstimates;
import org.medchain.game.network.NetworkPopulation;
import org.medchain.game.network.NetworkPopulation.PayoffAggregation;
import org.medchain.game.network.NetworkRule;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Populations in which each individual meets, and learns from, neighbours alone. */
record NetworkStudy(SimulationSetup setting) {
  /** Refuses graphs that cannot be, and games that are not played in pairs. */
  void check() throws UserInputException {
    List<StudySection> networks = setting.section().sections("networks");
    for (StudySection network : networks) {
      population(network);
    }
  }

  void run() throws UserInputException {
    List<StudySection> networks = setting.section().sections("networks");
    if (!networks.isEmpty()) {
      ArrayNode json = setting.findings().json().putArray("networks");
      for (int number = 0; number < networks.size(); number++) {
        one(networks.get(number), number, json.addObject());
      }
    }
  }

  private GroupGame game() throws UserInputException {
    if (setting.game() instanceof GroupGame game && game.size() == 2) {
      return game;
    }
    throw setting
        .section()
        .refusal(
            "networks",
            "simulate.networks is given with a game whose payoffs are no averages over pairs",
            "allowed: symmetric games and games of two players");
  }

  private ReplicateSeed seed(int number) {
    return ReplicateSeed.of(setting.seed(), cell(number) + " graph", 0);
  }

  private static String cell(int number) {
    return "network " + (number + 1);
  }

  private NetworkPopulation population(StudySection network) throws UserInputException {
    GroupGame game = game();
    return network.refusingAt("", () -> population(network, graph(network), game));
  }

  private void one(StudySection network, int number, ObjectNode json) throws UserInputException {
    String cell = cell(number);
    NetworkPopulation population = population(network);
    Graph graph = population.graph();
    setting
        .findings()
        .heading(
            "Network: %s of %s nodes, %s, selection %s, mutation %s"
                .formatted(
                    network.text("graph"),
                    graph.nodes(),
                    network.text("rule"),
                    NumberFormats.number(network.number("selection")),
                    NumberFormats.number(network.number("mutation"))));
    json.put("graph", network.text("graph"));
    json.put("nodes", graph.nodes());
    json.put("edges", graph.edges());
    setting.work().begin(cell);
    int[] start = shuffled(graph.nodes(), seed(number).substream(1));
    List<IntervalEstimate> means =
        network.refusingAt(
            "",
            () ->
                NetworkEstimates.shares(
                    population,
                    start,
                    setting.section().integer("warm_up"),
                    setting.section().integer("rounds"),
                    sampling(cell)));
    setting.shares(means.stream().map(SimulationSetup::clampToUnitInterval).toList(), json);
    setting.findings().say("network.runs", setting.replicates(), graph.edges(), setting.seed());
    if (network.bool("fixation")) {
      fixation(network, population, cell, json.putArray("fixation"));
    }
  }

  private void fixation(
      StudySection network, NetworkPopulation population, String cell, ArrayNode json)
      throws UserInputException {
    List<String> names = setting.strategies();
    ResultTable table = new ResultTable(List.of("one mutant", "among", "takes over"));
    setting.<UserInputException>forPairs(
        (mutant, resident) -> {
          String pair = names.get(mutant) + " in " + names.get(resident);
          IntervalEstimate share =
              network.refusingAt(
                  "",
                  () ->
                      NetworkEstimates.fixation(
                          population,
                          mutant,
                          resident,
                          setting.section().integer("rounds"),
                          sampling(cell + " " + pair)));
          ObjectNode node = (ObjectNode) ResultJson.of(share);
          json.add(node);
          table
              .row(node)
              .put("mutant", names.get(mutant))
              .put("resident", names.get(resident))
              .cell(share);
        });
    setting.findings().table(table);
  }

  private SamplingPlan sampling(String cell) {
    return new SamplingPlan(
        setting.seed(), cell, setting.replicates(), setting.work().threads(), setting.level());
  }

  private static NetworkPopulation population(StudySection network, Graph graph, GroupGame game) {
    NetworkRule rule =
        switch (network.text("rule")) {
          case "death-birth" -> new NetworkRule.DeathBirth(ProcessStudy.fitness(network));
          case "birth-death" -> new NetworkRule.BirthDeath(ProcessStudy.fitness(network));
          case "imitation" -> new NetworkRule.Imitation(ProcessStudy.fitness(network));
          default -> new NetworkRule.PairwiseImitation(network.number("selection"));
        };
    PayoffAggregation income =
        network.text("income").equals("sum") ? PayoffAggregation.SUM : PayoffAggregation.AVERAGE;
    return new NetworkPopulation(graph, game, rule, income, network.number("mutation"));
  }

  private static Graph graph(StudySection network) {
    int nodes = network.integer("nodes");
    return switch (network.text("graph")) {
      case "complete" -> Graph.complete(nodes);
      case "star" -> Graph.star(nodes);
      case "ring" -> Graph.ring(nodes, network.integer("degree"));
      default -> Graph.lattice(network.integer("width"), network.integer("height"));
    };
  }

  /** The start's shares, on nodes drawn by the seed. */
  private int[] shuffled(int nodes, ReplicateSeed seed) {
    int[] counts = setting.counts(nodes);
    int[] plays = new int[nodes];
    int place = 0;
    for (int strategy = 0; strategy < counts.length; strategy++) {
      Arrays.fill(plays, place, place + counts[strategy], strategy);
      place += counts[strategy];
    }
    UniformRandomProvider random = seed.generator();
    for (int last = nodes - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int kept = plays[last];
      plays[last] = plays[other];
      plays[other] = kept;
    }
    return plays;
  }
}
