package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.comparison.theory.PbftMessageCount.RequestAddressees;
import org.medchain.data.Difficulty;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * CMP-20, CMP-29: of each single request, how many messages of each phase arrive after how many
 * delays, without tolerance.
 */
class PbftPhasesTest {
  private static final int REQUESTS = 8;
  private static final long DELAY_NS = 10_000_000;
  private static final int BETWEEN_REQUESTS = 20;

  /** Sorts every message that arrives by request, delays since its submission, and kind. */
  private static final class Phases implements SimulationObserver {
    private final MessageRegistry kinds;
    private final List<Map<String, Long>> requests = new ArrayList<>();
    private long submittedNs;

    Phases(MessageRegistry kinds) {
      this.kinds = kinds;
    }

    @Override
    public void submitted(int client, RequestId request, long intendedNs, long atNs) {
      requests.add(new TreeMap<>());
      submittedNs = atNs;
    }

    @Override
    public void delivered(String party, long atNs, Envelope envelope, int bytes) {
      assertThat((atNs - submittedNs) % DELAY_NS).isZero();
      long delays = (atNs - submittedNs) / DELAY_NS;
      String kind = kinds.find(envelope.code()).orElseThrow().name();
      requests.getLast().merge(delays + " " + kind, 1L, Long::sum);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 10, 16})
  void eachRequestTakesExactlyTheseMessages(int replicas) {
    SinglePatientChain chain = new SinglePatientChain(replicas, 4, Difficulty.NONE);
    Cluster cluster = chain.pbft(1, SinglePatientChain.NEVER_NS, 100);
    RunEnvironment environment =
        SinglePatientChain.calm(
            29, new DelayDistribution.Constant(1e-6 * DELAY_NS), MiningModel.NONE);
    Phases phases = new Phases(new MessageRegistry(cluster.protocol().messages()));
    int[] number = {0};
    long betweenNs = BETWEEN_REQUESTS * DELAY_NS;
    Load load =
        new Load.Closed(
            1,
            1,
            new DelayDistribution.Constant(1e-6 * betweenNs),
            REQUESTS * 2 * betweenNs,
            client ->
                number[0] < REQUESTS ? Optional.of(chain.upload(++number[0])) : Optional.empty());
    new Simulation(cluster, environment, load, phases).run(SinglePatientChain.NEVER_NS);

    PbftMessageCount exact = new PbftMessageCount(replicas, RequestAddressees.TO_ALL);
    // The first comes while the replicas start, and ask each other what they know.
    assertThat(phases.requests).hasSize(REQUESTS);
    assertThat(phases.requests.subList(1, REQUESTS))
        .containsOnly(
            Map.of(
                "1 transaction",
                exact.requests(),
                "2 pre-prepare",
                exact.prePrepares(),
                "3 prepare",
                exact.prepares(),
                "4 commit",
                exact.commits(),
                PbftMessageCount.ROUNDS_FOR_CLIENT + " reply",
                exact.replies()));
  }
}
