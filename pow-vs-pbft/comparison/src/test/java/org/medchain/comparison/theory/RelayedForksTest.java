package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.theory.SinglePatientChain.EarlyStop;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.observe.SimulationObserver;

/** POW-38, SIM-46: relaying costs no blocks but those that the ways cost. */
@Tag("statistical")
class RelayedForksTest {
  private static final double INTERVAL_S = 10;
  private static final double LINK_MS = 400;
  private static final int BLOCKS = 200;
  private static final int RUNS = 8;
  private static final long HASHES_PER_BLOCK = 8;

  /** Of Student's t with 7 degrees of freedom, for 99 %. */
  private static final double T99 = 3.499;

  @Test
  void aHundredMinersWithEightNeighboursForkAsAMeshDoes() {
    likeTheMesh(graph(100, List.of(List.of(8))), 100, LINK_MS);
  }

  @Test
  void aRingForksAsAMeshDoes() {
    List<List<Integer>> ring =
        IntStream.range(0, 16).mapToObj(node -> List.of(node, (node + 1) % 16)).toList();
    likeTheMesh(graph(16, ring), 16, LINK_MS);
  }

  private static NeighbourGraph graph(int miners, List<List<Integer>> links) {
    return NeighbourGraph.of("links", miners, links, Bytes.utf8("seed"));
  }

  private static void likeTheMesh(NeighbourGraph graph, int miners, double linkMs) {
    DelayDistribution link = new DelayDistribution.Constant(linkMs);
    NetworkModel usual = NetworkModel.of(link, Double.POSITIVE_INFINITY, 0);
    double[] relayed = staleRates(miners, Optional.of(graph), usual.with(graph));
    double[] mesh =
        staleRates(
            miners,
            Optional.empty(),
            new NetworkModel(
                usual.regions(),
                0,
                false,
                ways(graph, miners, linkMs),
                ClientAccess.DIRECT,
                Optional.empty()));
    assertThat(mean(mesh)).isBetween(0.03, 0.3);
    assertThat(mean(relayed)).isBetween(mean(mesh) - halfWidth(mesh), mean(mesh) + halfWidth(mesh));
  }

  /** The links of a mesh that are as slow as the shortest way over the graph. */
  private static List<LinkOverride> ways(NeighbourGraph graph, int miners, double linkMs) {
    List<LinkOverride> ways = new ArrayList<>();
    for (int from = 0; from < miners; from++) {
      int[] links = new int[miners];
      Arrays.fill(links, -1);
      links[from] = 0;
      Deque<Integer> next = new ArrayDeque<>(List.of(from));
      while (!next.isEmpty()) {
        int node = next.remove();
        for (int other : graph.of(node)) {
          if (links[other] < 0) {
            links[other] = links[node] + 1;
            ways.add(
                new LinkOverride(
                    from, other, new DelayDistribution.Constant(links[other] * linkMs), 0));
            next.add(other);
          }
        }
      }
    }
    return ways;
  }

  private static double[] staleRates(
      int miners, Optional<NeighbourGraph> neighbours, NetworkModel network) {
    Cluster cluster =
        new SinglePatientChain(miners, 1, Difficulty.ofCoefficient(HASHES_PER_BLOCK))
            .pow(1, neighbours);
    return IntStream.range(0, RUNS).mapToDouble(seed -> stale(cluster, network, seed)).toArray();
  }

  private static double stale(Cluster cluster, NetworkModel network, long seed) {
    Blocks blocks = new Blocks();
    RunEnvironment environment =
        SinglePatientChain.calm(
            seed,
            network,
            MiningModel.equal(cluster.nodes().size(), HASHES_PER_BLOCK / INTERVAL_S));
    long endNs = Math.round(3 * BLOCKS * INTERVAL_S * 1e9);
    EarlyStop.mine(cluster, environment, blocks, endNs);
    assertThat(blocks.found).isEqualTo(BLOCKS);
    return 1 - (double) blocks.highest / BLOCKS;
  }

  /** How many were found, and how long the chain is. */
  private static final class Blocks implements SimulationObserver {
    private int found;
    private long highest;

    @Override
    public void mined(int node, long atNs, Header sealed) {
      highest = Math.max(highest, sealed.height());
      if (++found == BLOCKS) {
        throw new EarlyStop();
      }
    }
  }

  private static double mean(double[] rates) {
    return Arrays.stream(rates).average().orElseThrow();
  }

  private static double halfWidth(double[] rates) {
    double mean = mean(rates);
    double squares = Arrays.stream(rates).map(rate -> (rate - mean) * (rate - mean)).sum();
    return T99 * StrictMath.sqrt(squares / (rates.length - 1) / rates.length);
  }
}
