package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.network.Envelope;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-46, POW-38: four miners in a line, all blocks of one of which reach the others in steps. */
class LinkedMinersTest {
  private static final int NODES = 4;
  private static final int REQUESTS = 9;
  private static final NeighbourGraph LINE =
      NeighbourGraph.of(
          "links", NODES, List.of(List.of(0, 1), List.of(1, 2), List.of(2, 3)), Bytes.utf8("seed"));

  private final EndToEndRun run = EndToEndRun.pow(new SymbolicSignatures(), NODES, 3);

  /** By the signer of a message between nodes: the receivers of one. */
  private final Map<Integer, Set<String>> heard = new TreeMap<>();

  private SimulationReport play(ByzantineAssignment byzantine) {
    Cluster cluster = run.linkedPowCluster(3, LINE).with(byzantine);
    SimulationObserver ears =
        new SimulationObserver() {
          @Override
          public void delivered(String party, long atNs, Envelope envelope, int bytes) {
            for (int node = 0; node < NODES; node++) {
              KeyPair keys = cluster.nodes().get(node);
              if (envelope.sender().equals(keys.publicKey()) && party.startsWith("n")) {
                heard.computeIfAbsent(node, none -> new TreeSet<>()).add(party);
              }
            }
          }
        };
    RunEnvironment environment =
        new RunEnvironment(
            7,
            NetworkModel.of(new DelayDistribution.Uniform(2, 20), 100, 0).with(LINE),
            CpuModel.FREE,
            new DiskModel(100),
            MiningModel.equal(NODES, 64 / 2.0),
            FaultPlan.NONE);
    Load load = run.uploads(REQUESTS, 5 * TestCluster.MS, 40 * TestCluster.MS);
    return new Simulation(cluster, environment, load, ears).run(300 * TestCluster.S);
  }

  @Test
  void whatOneFindsReachesAll() {
    SimulationReport report = play(ByzantineAssignment.NONE);
    assertThat(report.accepted()).isEqualTo(REQUESTS);
    assertThat(heard.get(0)).containsExactly("n1");
    assertThat(heard.get(2)).containsExactly("n1", "n3");
  }

  /** It says everything to everybody, and only its one neighbour hears it. */
  @Test
  void aByzantineMinerIsHeardByItsNeighboursAlone() {
    List<Loud> loud = new ArrayList<>();
    SimulationReport report =
        play(
            (node, correct) -> {
              if (node != 0) {
                return correct;
              }
              loud.add(new Loud(correct));
              return loud.getLast();
            });
    assertThat(report.accepted()).isEqualTo(REQUESTS);
    assertThat(loud.getFirst().sent).isGreaterThan(10);
    assertThat(heard.get(0)).containsExactly("n1");
  }

  /** Sends all its messages to each node by itself too. */
  private final class Loud implements Replica {
    private final Replica correct;
    private int sent;

    Loud(Replica correct) {
      this.correct = correct;
    }

    @Override
    public List<Output> step(Input input) {
      List<Output> outputs = new ArrayList<>(correct.step(input));
      List<Envelope> said =
          outputs.stream()
              .flatMap(
                  output ->
                      switch (output) {
                        case Output.Broadcast it -> Optional.of(it.envelope()).stream();
                        case Output.Send it -> Optional.of(it.envelope()).stream();
                        default -> Optional.<Envelope>empty().stream();
                      })
              .toList();
      for (Envelope envelope : said) {
        for (KeyPair other : run.nodes().subList(1, NODES)) {
          outputs.add(new Output.Send(other.publicKey(), envelope, List.of()));
          sent++;
        }
      }
      return outputs;
    }
  }
}
