package org.medchain.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.comparison.TestTrials.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.metrics.TrialOutcome;

/** CMP-14, CMP-54: links of a config that differ from the others, in whole trials. */
class LinkConfigTest {
  private static final int NODES = 4;
  private static final Latency FAST = new Latency.Constant(10);
  private static final Latency SLOW = new Latency.Constant(400);

  /** A network of constant latency, on which only the links named can make a difference. */
  private static ExperimentConfig config(List<LinkConfig> links) {
    return RecordCopy.with(
        TestTrials.config(NODES, FaultKind.CRASH, 0),
        "network",
        RecordCopy.of(NetworkConfig.defaults()).with("latency", FAST).with("links", links).made());
  }

  /** From each of the last {@code senders} nodes to all others. */
  private static List<LinkConfig> fromLast(int senders, Latency latency, double loss) {
    List<LinkConfig> links = new ArrayList<>();
    for (int from = NODES - senders; from < NODES; from++) {
      for (int to = 0; to < NODES; to++) {
        if (to != from) {
          links.add(new LinkConfig(from, to, latency, loss));
        }
      }
    }
    return links;
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void linksLikeAllOthersChangeNothing(ProtocolKind protocol) {
    assertThat(run(protocol, config(fromLast(NODES, FAST, 0))).traceHash())
        .isEqualTo(run(protocol, config(List.of())).traceHash());
  }

  @Test
  void pbftWaitsForSlowLinksOnlyWhereNoQuorumIsWithoutThem() {
    double usualMs = medianMs(config(List.of()));
    // Three of four are a quorum: one slow node is not waited for, two are.
    assertThat(medianMs(config(fromLast(1, SLOW, 0)))).isLessThan(usualMs + 380);
    assertThat(medianMs(config(fromLast(2, SLOW, 0)))).isGreaterThan(usualMs + 380);
  }

  private static double medianMs(ExperimentConfig config) {
    TrialResult result = run(ProtocolKind.PBFT, config);
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    return result.load().percentiles().p50Ms().orElseThrow();
  }

  @Test
  void linkIsOfOneDirection() {
    double usualMs = medianMs(config(List.of()));
    List<LinkConfig> fromPrimary = new ArrayList<>();
    List<LinkConfig> toPrimary = new ArrayList<>();
    for (int other = 1; other < NODES; other++) {
      fromPrimary.add(new LinkConfig(0, other, SLOW, 0));
      toPrimary.add(new LinkConfig(other, 0, SLOW, 0));
    }
    // All wait for the primary's proposal; with it the other three are a quorum without its votes.
    assertThat(medianMs(config(fromPrimary))).isGreaterThan(usualMs + 380);
    assertThat(medianMs(config(toPrimary))).isLessThan(usualMs + 380);
  }

  @ParameterizedTest
  @EnumSource(ProtocolKind.class)
  void lossyLinkIsAnotherRunAndStillFinal(ProtocolKind protocol) {
    TrialResult result = run(protocol, config(fromLast(1, FAST, 0.9)));
    assertThat(result.verdict()).as("%s", result.reason()).isEqualTo(TrialOutcome.PASS);
    assertThat(result.traceHash()).isNotEqualTo(run(protocol, config(List.of())).traceHash());
  }

  private static final Latency SLOWER = new Latency.Constant(100);

  /** Of four clients, each at node 0 over its own link. */
  private static ExperimentConfig clients(Optional<ClientAccessConfig> clients) {
    return RecordCopy.with(
        TestTrials.config(NODES, FaultKind.CRASH, 0),
        "network",
        RecordCopy.of(NetworkConfig.defaults())
            .with("latency", FAST)
            .with("clients", clients)
            .made());
  }

  private static ExperimentConfig clients(List<ClientLinkConfig> links, List<Integer> agencies) {
    return clients(Optional.of(new ClientAccessConfig(links, agencies)));
  }

  private static List<ClientLinkConfig> toNodeZero(Latency latency) {
    return List.of(0, 1, 2, 3).stream()
        .map(client -> new ClientLinkConfig(client, 0, latency))
        .toList();
  }

  @Test
  void clientLinksLikeAllOthersChangeNothing() {
    assertThat(run(ProtocolKind.PBFT, clients(toNodeZero(FAST), List.of())).traceHash())
        .isEqualTo(run(ProtocolKind.PBFT, clients(Optional.empty())).traceHash());
  }

  @Test
  void aFarAgencyCostsTheWayToIt() {
    List<Integer> agencies = List.of(0, 0, 0, 0);
    double direct = medianMs(clients(Optional.empty()));
    double near = medianMs(clients(List.of(), agencies));
    double far = medianMs(clients(toNodeZero(SLOWER), agencies));
    // By the agency a request is at the primary as soon as by itself: node 0 is the primary.
    assertThat(near).isBetween(direct, direct + 12);
    assertThat(far).isBetween(near + 178, near + 182);
  }
}
