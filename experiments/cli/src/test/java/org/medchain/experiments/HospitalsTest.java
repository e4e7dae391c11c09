package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** CMP-61 and CMP-62 in whole trials: seven hospitals of a city, a country and three continents. */
class HospitalsTest {
  private static TrialRunner runner;

  @TempDir Path folder;

  @BeforeAll
  static void readRecords() throws UserInputException {
    runner = new TrialRunner(SyntheticRecords.read(Repository.file("datasets/synthea-sample")));
  }

  /** The first trial of each cell without faulty nodes. */
  private static List<TrialResult> run(LoadedConfig config) {
    return config.grid().stream()
        .filter(cell -> cell.repeat() == 1 && cell.faulty() == 0)
        .map(cell -> runner.run(cell, TrialHook.NONE))
        .toList();
  }

  private LoadedConfig read(String text) throws Exception {
    return LoadedConfig.read(
        Files.writeString(folder.resolve("c.yaml"), text), ConfigOverrides.NONE);
  }

  private static double medianMs(TrialResult result) {
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    return result.load().percentiles().p50Ms().orElseThrow();
  }

  /** The farther apart, the longer PBFT takes; proof of work takes as long as its blocks. */
  @Test
  @Tag("statistical")
  void shippedConfigsDifferByTheirDistances() throws Exception {
    Map<ProtocolKind, List<Double>> medians = new TreeMap<>();
    for (String name : List.of("city", "country", "continents")) {
      Path file = Repository.file("experiments/configs/hospitals-" + name + ".yaml");
      for (TrialResult each : run(LoadedConfig.read(file, ConfigOverrides.NONE))) {
        medians
            .computeIfAbsent(each.cell().protocol(), kind -> new ArrayList<>())
            .add(medianMs(each));
      }
    }
    assertThat(medians.get(ProtocolKind.PBFT)).hasSize(3).isSorted();
    assertThat(medians.get(ProtocolKind.POW))
        .hasSize(3)
        .allMatch(ms -> ms > 100 * medians.get(ProtocolKind.PBFT).getLast());
  }

  /**
   * With delays that are always their medians, PBFT's median latency is that of the quorums of the
   * matrix: not less, and more only by what processors and disks take.
   */
  @Test
  void latencyIsThatOfTheQuorumsOfTheMatrix() throws Exception {
    for (String region : List.of("europe", "north-america", "east-asia")) {
      ObjectNode config =
          read("""
          name: bound
          protocols: [pbft]
          nodes: [7]
          repeats: 1
          workload: {rate_tps: 2, arrivals: constant, clients: 4, duration_s: 20}
          pbft: {batch_delay_ms: 0}
          network:
            regions: continents
            placement:
              - {region: europe, nodes: 3}
              - {region: north-america, nodes: 2}
              - {region: east-asia, nodes: 2}
              - {region: %s, clients: 4}
          """
                  .formatted(region))
              .effective();
      for (var row : config.at("/network/regions/sigma")) {
        for (int to = 0; to < row.size(); to++) {
          ((ArrayNode) row).set(to, 0);
        }
      }
      LoadedConfig loaded = LoadedConfig.told(config);
      NetworkConfig network = loaded.experiment().network();
      double boundMs = boundMs(network, network.clientRegions().getFirst());
      assertThat(medianMs(run(loaded).getFirst()))
          .as(region)
          .isGreaterThanOrEqualTo(boundMs)
          .isLessThan(boundMs + 10);
    }
  }

  /** From a client of a region to node 0, the primary, over three quorums, and f + 1 replies. */
  private static double boundMs(NetworkConfig network, int client) {
    int nodes = network.nodeRegions().size();
    int f = (nodes - 1) / 3;
    double[] proposed =
        at(nodes, i -> between(network, client, 0) + (i == 0 ? 0 : delay(network, 0, i)));
    double[] prepared = at(nodes, i -> quorum(network, proposed, i, 2 * f + 1));
    double[] committed = at(nodes, i -> quorum(network, prepared, i, 2 * f + 1));
    double[] replied = at(nodes, i -> committed[i] + between(network, client, i));
    Arrays.sort(replied);
    return replied[f];
  }

  /** When that number of messages, its own included, has reached a node, each sent at its time. */
  private static double quorum(NetworkConfig network, double[] times, int node, int count) {
    double[] heard = at(times.length, i -> times[i] + (i == node ? 0 : delay(network, i, node)));
    Arrays.sort(heard);
    return Math.max(times[node], heard[count - 1]);
  }

  private static double[] at(int nodes, IntToDoubleFunction time) {
    return IntStream.range(0, nodes).mapToDouble(time).toArray();
  }

  private static double delay(NetworkConfig network, int from, int to) {
    return network.delayOf(from, to).medianDelayMs();
  }

  /** Between a client and a node; both ways are alike here. */
  private static double between(NetworkConfig network, int client, int node) {
    return network
        .paths()
        .get(client)
        .get(network.nodeRegions().get(node))
        .latency()
        .medianDelayMs();
  }
}
