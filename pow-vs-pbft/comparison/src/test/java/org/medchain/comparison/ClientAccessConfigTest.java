package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.comparison.TestTrials.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RequestProofKind;
import org.medchain.comparison.metrics.TrialVerdict;

/** CMP-54: clients with links of their own, and with agencies, in whole trials. */
class ClientAccessConfigTest {
  private static final int NODES = 4;
  private static final Latency FAST = new Latency.Constant(10);
  private static final Latency SLOW = new Latency.Constant(100);

  /** Of four clients, each at node 0 over its own link. */
  private static ExperimentConfig config(Optional<ClientAccessConfig> clients) {
    return RecordCopy.with(
        TestTrials.config(NODES, FaultKind.CRASH, 0),
        Map.of(
            "network",
            RecordCopy.with(
                NetworkConfig.defaults(), Map.of("latency", FAST, "clients", clients))));
  }

  private static ExperimentConfig config(List<ClientLinkConfig> links, List<Integer> agencies) {
    return config(Optional.of(new ClientAccessConfig(links, agencies)));
  }

  private static List<ClientLinkConfig> toNodeZero(Latency latency) {
    return List.of(0, 1, 2, 3).stream()
        .map(client -> new ClientLinkConfig(client, 0, latency))
        .toList();
  }

  private static double medianMs(ExperimentConfig config) {
    TrialResult result = run(ProtocolKind.PBFT, config);
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialVerdict.PASS);
    return result.load().percentiles().p50Ms().orElseThrow();
  }

  @Test
  void linksLikeAllOthersChangeNothing() {
    assertThat(run(ProtocolKind.PBFT, config(toNodeZero(FAST), List.of())).traceHash())
        .isEqualTo(run(ProtocolKind.PBFT, config(Optional.empty())).traceHash());
  }

  @Test
  void aFarAgencyCostsTheWayToIt() {
    List<Integer> agencies = List.of(0, 0, 0, 0);
    double direct = medianMs(config(Optional.empty()));
    double near = medianMs(config(List.of(), agencies));
    double far = medianMs(config(toNodeZero(SLOW), agencies));
    // By the agency a request is at the primary as soon as by itself: node 0 is the primary.
    assertThat(near).isBetween(direct, direct + 12);
    assertThat(far).isBetween(near + 178, near + 182);
  }

  @Test
  void invalidOnesAreRefused() {
    refuses(
        "network.clients.links.client must be from 0 to 9999, not -1",
        () -> new ClientLinkConfig(-1, 0, FAST));
    refuses(
        "network.clients.links[1] must be of a pair of its own, not again of client 0 and node 1",
        () ->
            config(
                List.of(new ClientLinkConfig(0, 1, FAST), new ClientLinkConfig(0, 1, SLOW)),
                List.of()));
    refuses(
        "network.clients.links[0].node must be under 4, the smallest of nodes, not 4",
        () -> config(List.of(new ClientLinkConfig(0, 4, FAST)), List.of()));
    refuses(
        "network.clients.links[0].client must be under 4, the number of workload.clients, not 4",
        () -> config(List.of(new ClientLinkConfig(4, 0, FAST)), List.of()));
    refuses(
        "network.clients.agencies must be 4 nodes, one for each of workload.clients, not 1",
        () -> config(List.of(), List.of(0)));
    refuses(
        "network.clients.agencies must be under 4, the smallest of nodes, not 7",
        () -> config(List.of(), List.of(0, 0, 0, 7)));
    ExperimentConfig usual = config(List.of(), List.of(0, 0, 0, 0));
    refuses(
        "network.clients.agencies must be left out where pbft.requests is macs",
        () ->
            TestTrials.config(
                usual,
                TestTrials.pbft(4, 64, RequestProofKind.MACS),
                usual.pow(),
                List.of(),
                List.of()));
  }

  private static void refuses(String why, Runnable config) {
    assertThatThrownBy(config::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }
}
