package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.SymmetricGame;
import org.medchain.game.network.Graph;
import org.medchain.game.network.Graphs;
import org.medchain.game.network.NetworkEstimates;
import org.medchain.game.network.NetworkPopulation;
import org.medchain.game.network.NetworkPopulation.Income;
import org.medchain.game.network.NetworkRule;
import org.medchain.game.network.RandomGraphs;
import org.medchain.game.random.Estimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.Sampling;
import org.medchain.study.file.Section;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Populations in which everybody meets, and learns from, neighbours alone. */
final class NetworkStudy {
  private final Setting setting;
  private final Findings findings;

  NetworkStudy(Setting setting, Findings findings) {
    this.setting = setting;
    this.findings = findings;
  }

  /** Refuses graphs that cannot be, and games that are not played in pairs. */
  void check() throws Refusal {
    List<Section> networks = setting.wanted().sections("networks");
    for (int number = 0; number < networks.size(); number++) {
      population(networks.get(number), number);
    }
  }

  void run() throws Refusal {
    List<Section> networks = setting.wanted().sections("networks");
    if (networks.isEmpty()) {
      return;
    }
    ArrayNode json = findings.json().putArray("networks");
    for (int number = 0; number < networks.size(); number++) {
      one(networks.get(number), number, json.addObject());
    }
  }

  private SymmetricGame game() throws Refusal {
    if (setting.game() instanceof SymmetricGame game) {
      return game;
    }
    throw setting
        .wanted()
        .refusal(
            "networks",
            "simulate.networks stands with a game whose payoffs are no averages over pairs",
            "allowed: symmetric games and games of two players");
  }

  private ReplicateSeed seed(int number) {
    return ReplicateSeed.of(setting.seed(), cell(number) + " graph", 0);
  }

  private static String cell(int number) {
    return "network " + (number + 1);
  }

  private NetworkPopulation population(Section network, int number) throws Refusal {
    SymmetricGame game = game();
    return network.guarded(
        "", () -> population(network, graph(network, seed(number).part(0)), game));
  }

  private void one(Section network, int number, ObjectNode json) throws Refusal {
    String cell = cell(number);
    NetworkPopulation population = population(network, number);
    Graph graph = population.graph();
    String words =
        String.format(
            Locale.ROOT,
            "%s of %d nodes, %s, selection %s, mutation %s",
            network.word("graph"),
            graph.nodes(),
            network.word("rule"),
            Shown.number(network.number("selection")),
            Shown.number(network.number("mutation")));
    findings.heading("Network: " + words);
    json.put("graph", network.word("graph"));
    json.put("nodes", graph.nodes());
    json.put("edges", graph.edges());
    json.put("connected", graph.connected());
    setting.work().begin(cell);
    shares(network, population, shuffled(graph.nodes(), seed(number).part(1)), cell, json);
    if (network.yes("fixation")) {
      fixation(network, population, cell, json);
    }
  }

  private void shares(
      Section network, NetworkPopulation population, int[] start, String cell, ObjectNode json)
      throws Refusal {
    List<Estimate> means =
        network.guarded(
            "",
            () ->
                NetworkEstimates.shares(
                    population,
                    start,
                    setting.wanted().whole("warm_up"),
                    setting.wanted().whole("rounds"),
                    network.yes("synchronous"),
                    sampling(cell)));
    means = means.stream().map(Runs::inside).toList();
    ArrayNode list = json.putArray("shares");
    means.forEach(mean -> list.add(Json.estimate(mean)));
    findings.table(
        List.of("strategy", "share in runs", Shown.number(100 * setting.level()) + " % interval"),
        Runs.rows(setting.strategies(), means));
    findings.text(
        setting.replicates()
            + " runs on one graph ("
            + population.graph().edges()
            + " edges, "
            + (population.graph().connected() ? "connected" : "not connected")
            + "), from the seed "
            + setting.seed()
            + ".");
  }

  private void fixation(Section network, NetworkPopulation population, String cell, ObjectNode json)
      throws Refusal {
    List<String> names = setting.strategies();
    ArrayNode list = json.putArray("fixation");
    List<List<String>> rows = new ArrayList<>();
    for (int mutant = 0; mutant < names.size(); mutant++) {
      for (int resident = 0; resident < names.size(); resident++) {
        if (mutant != resident) {
          int one = mutant;
          int others = resident;
          String pair = names.get(mutant) + " in " + names.get(resident);
          Estimate share =
              network.guarded(
                  "",
                  () ->
                      NetworkEstimates.fixation(
                          population,
                          one,
                          others,
                          setting.wanted().whole("rounds"),
                          sampling(cell + " " + pair)));
          ObjectNode node = Json.estimate(share);
          node.put("mutant", names.get(mutant));
          node.put("resident", names.get(resident));
          list.add(node);
          rows.add(List.of(names.get(mutant), names.get(resident), Shown.estimate(share)));
        }
      }
    }
    findings.table(List.of("one mutant", "among", "takes over"), rows);
  }

  private Sampling sampling(String cell) {
    return new Sampling(
        setting.seed(), cell, setting.replicates(), setting.work().threads(), setting.level());
  }

  private static NetworkPopulation population(Section network, Graph graph, SymmetricGame game) {
    NetworkRule rule =
        switch (network.word("rule")) {
          case "death-birth" -> new NetworkRule.DeathBirth(ProcessStudy.fitness(network));
          case "birth-death" -> new NetworkRule.BirthDeath(ProcessStudy.fitness(network));
          case "imitation" -> new NetworkRule.Imitation(ProcessStudy.fitness(network));
          default -> new NetworkRule.Pairwise(network.number("selection"));
        };
    Income income = network.word("income").equals("sum") ? Income.SUM : Income.AVERAGE;
    return new NetworkPopulation(graph, game, rule, income, network.number("mutation"));
  }

  private static Graph graph(Section network, ReplicateSeed seed) {
    int nodes = network.whole("nodes");
    int degree = network.whole("degree");
    int width = network.whole("width");
    int height = network.whole("height");
    double probability = network.number("probability");
    return switch (network.word("graph")) {
      case "complete" -> Graphs.complete(nodes);
      case "star" -> Graphs.star(nodes);
      case "ring" -> Graphs.ring(nodes, degree);
      case "lattice" -> Graphs.vonNeumann(width, height);
      case "moore" -> Graphs.moore(width, height);
      case "random" -> RandomGraphs.erdosRenyi(nodes, probability, seed);
      case "scale-free" -> RandomGraphs.barabasiAlbert(nodes, network.whole("links"), seed);
      case "small-world" -> RandomGraphs.wattsStrogatz(nodes, degree, probability, seed);
      default -> RandomGraphs.regular(nodes, degree, seed);
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
