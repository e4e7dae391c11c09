package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.DefaultBehaviours;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.Retarget;

/** A config says what it means, and the same meaning has one hash (EXP-4, EXP-7). */
class LoadedConfigTest {
  private static final Path FILE = Path.of("target", "loaded-config-test", "config.yaml");
  private static final String RING = "[[0, 1], [1, 2], [2, 3], [3, 0]]";
  private static final String GOOD = "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\n";

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    assertThat(read(GOOD).experiment())
        .isEqualTo(
            ExperimentConfig.of("q", List.of(ProtocolKind.PBFT, ProtocolKind.POW), List.of(4, 7)));
  }

  @Test
  void everyKindOfValueIsRead() throws Exception {
    ExperimentConfig config =
        read("""
        name: "007"
        protocols: [pow]
        nodes: [0x10, 4.0]
        faults: [delay, loss]
        fault_rates: [.5, 1e-1]
        seed: 9223372036854775807
        signatures: ed25519
        network:
          latency: {distribution: uniform, min_ms: 1, max_ms: 2.5}
        workload: {kind: closed, dataset: 'some where', duration_s: 3}
        pow: {difficulty: 1000, confirmations: {cap: 9}}
        """)
            .experiment();
    assertThat(config.name()).isEqualTo("007");
    assertThat(config.nodes()).containsExactly(16, 4);
    assertThat(config.faults()).containsExactly(FaultKind.DELAY, FaultKind.LOSS);
    assertThat(config.faultRates()).containsExactly(0.5, 0.1);
    assertThat(config.seed()).isEqualTo(Long.MAX_VALUE);
    assertThat(config.network().latency()).isEqualTo(new Latency.Uniform(1, 2.5));
    assertThat(config.workload().dataset()).isEqualTo("some where");
    assertThat(config.pow().difficulty()).isEqualTo(1000);
    assertThat(config.pow().confirmations().cap()).isEqualTo(9);
    assertThat(config.pow().confirmations().floor()).isEqualTo(6);
  }

  @Test
  void otherLatenciesAreReadToo() throws Exception {
    assertThat(latency("{distribution: constant, ms: 0}")).isEqualTo(new Latency.Constant(0));
    assertThat(latency("{distribution: exponential, min_ms: 1, mean_ms: 2}"))
        .isEqualTo(new Latency.Exponential(1, 2));
    assertThat(latency("{sigma: 1}")).isEqualTo(new Latency.Lognormal(15, 1));
    assertThat(latency("{distribution: lognormal, median_ms: 3}"))
        .isEqualTo(new Latency.Lognormal(3, 0.4));
  }

  /** CMP-14: what a link leaves out is the network's; a latency that it gives stands alone. */
  @Test
  void linksAreReadAndCompleted() throws Exception {
    String network = "network: {latency: {distribution: constant, ms: 7}, loss: 0.1, links: ";
    assertThat(
            read(GOOD
                    + network
                    + "[{from: 3, to: 0, latency: {median_ms: 80}}, {from: 0, to: 3, loss: 0}]}")
                .experiment()
                .network()
                .links())
        .containsExactly(
            new LinkConfig(0, 3, new Latency.Constant(7), 0),
            new LinkConfig(3, 0, new Latency.Lognormal(80, 0.4), 0.1));
  }

  /** CMP-54; a config that says nothing of clients means what it meant before. */
  @Test
  void clientsAreReadInTheOrderOfTheirLinks() throws Exception {
    LoadedConfig config =
        read(
            GOOD
                + """
                network:
                  clients:
                    links:
                      - {client: 1, node: 2, latency: {distribution: constant, ms: 7}}
                      - {client: 0, node: 3, latency: {median_ms: 80}}
                    agencies: [0, 1, 2, 3, 0, 1, 2, 3]
                """);
    assertThat(config.experiment().network().clients())
        .contains(
            new ClientAccessConfig(
                List.of(
                    new ClientLinkConfig(0, 3, new Latency.Lognormal(80, 0.4)),
                    new ClientLinkConfig(1, 2, new Latency.Constant(7))),
                List.of(0, 1, 2, 3, 0, 1, 2, 3)));
    assertThat(read(config.yaml()).experiment()).isEqualTo(config.experiment());
    assertThat(read(GOOD).effective().path("network").has("clients")).isFalse();
  }

  /** Written out or left out, in any order. */
  @Test
  void hashOfLinksIsOfTheirMeaning() throws Exception {
    String hash = linked("[{from: 0, to: 3, loss: 0.2}, {from: 1, to: 2}]").hash();
    String written = "latency: {distribution: lognormal, median_ms: 15, sigma: 0.4}";
    assertThat(
            linked("[{from: 1, to: 2, loss: 0}, {" + written + ", to: 3, loss: 0.20, from: 0}]")
                .hash())
        .isEqualTo(hash);
    assertThat(linked("[{from: 3, to: 0, loss: 0.2}, {from: 1, to: 2}]").hash()).isNotEqualTo(hash);
    assertThat(linked("[{from: 0, to: 3, loss: 0.3}, {from: 1, to: 2}]").hash()).isNotEqualTo(hash);
    assertThat(linked("[]").hash()).isEqualTo(read(GOOD).hash()).isNotEqualTo(hash);
  }

  private static LoadedConfig linked(String links) throws Exception {
    return read(GOOD + "network: {links: " + links + "}\n");
  }

  /** CMP-40: each behaviour with its own keys; what an item leaves out has its default. */
  @Test
  void adversariesAreReadAndCompleted() throws Exception {
    List<AdversaryConfig> read =
        read(GOOD
                + """
                adversaries:
                  - {nodes: [3, 1], from_s: 2, until_s: 30, behaviour: equivocation}
                  - {nodes: [0], behaviour: replay, memory: 7}
                  - {behaviour: wrong_replies, nodes: [2], lie: view}
                  - {nodes: [2], behaviour: silence, phases: [commit, pre_prepare]}
                """)
            .experiment()
            .adversaries();
    assertThat(read)
        .containsExactly(
            new AdversaryConfig(List.of(1, 3), 2, 30, new BehaviourConfig.Equivocation(List.of())),
            AdversaryConfig.always(List.of(0), new BehaviourConfig.Replay(0.1, 7)),
            AdversaryConfig.always(
                List.of(2),
                new BehaviourConfig.WrongReplies(ByzantineBehaviour.FalseReplyField.VIEW)),
            AdversaryConfig.always(
                List.of(2),
                new BehaviourConfig.Silence(
                    List.of(),
                    List.of(
                        ByzantineBehaviour.NormalCasePhase.PRE_PREPARE,
                        ByzantineBehaviour.NormalCasePhase.COMMIT))));
  }

  @Test
  void everyBehaviourAndFaultIsReadBackFromItsYaml() throws Exception {
    for (BehaviourConfig behaviour : DefaultBehaviours.all()) {
      ExperimentConfig config =
          read(GOOD
                  + "adversaries: ["
                  + RecordTree.of(AdversaryConfig.always(List.of(1), behaviour))
                  + "]\n")
              .experiment();
      assertThat(config.adversaries())
          .containsExactly(AdversaryConfig.always(List.of(1), behaviour));
    }
    for (PlannedFault fault : PlannedFault.defaultCases()) {
      LoadedConfig config = read(GOOD + "fault_plan: [" + RecordTree.of((Record) fault) + "]\n");
      assertThat(config.experiment().faultPlan()).containsExactly(fault);
      assertThat(read(config.yaml()).hash()).isEqualTo(config.hash());
    }
  }

  /** CMP-41. */
  @Test
  void orderOfPlannedFaultsAndSharesMeansNothing() throws Exception {
    String crash = "{fault: crash, nodes: [2, 1], from_s: 4}";
    String split = "{fault: partition, groups: [[3], [1, 0]], until_s: 9}";
    LoadedConfig one =
        read(
            GOOD
                + "fault_plan: ["
                + crash
                + ", "
                + split
                + "]\npow: {hash_shares: [{node: 3, share: 0.25}, {node: 1, share: 0.50}]}\n");
    LoadedConfig two =
        read(
            GOOD
                + "pow: {hash_shares: [{share: 0.5, node: 1}, {node: 3, share: 0.25}]}\n"
                + "fault_plan: [{until_s: 9, from_s: 0, fault: partition, groups: [[0, 1], [3]]}, "
                + crash.replace("2, 1", "1, 2")
                + "]\n");
    assertThat(two.hash()).isEqualTo(one.hash()).isNotEqualTo(read(GOOD).hash());
    assertThat(two.experiment().pow().hashPowerShares(4)).containsExactly(0.125, 0.5, 0.125, 0.25);
  }

  /** CMP-57: a number of links, or pairs; without the key a config hashes to what it did. */
  @Test
  void neighboursAreReadAndLeftOut() throws Exception {
    LoadedConfig drawn = read(GOOD + "network: {neighbours: 3}\n");
    assertThat(TrialCell.neighbours(drawn.experiment(), 7).orElseThrow().of(0)).hasSize(3);
    assertThat(read(drawn.yaml()).hash()).isEqualTo(drawn.hash()).isNotEqualTo(read(GOOD).hash());
    LoadedConfig ring = read(GOOD.replace(", 7", "") + "network:\n  neighbours: " + RING + "\n");
    assertThat(TrialCell.neighbours(ring.experiment(), 4).orElseThrow().of(0))
        .containsExactly(1, 3);
    assertThat(read(ring.yaml()).hash()).isEqualTo(ring.hash());
    assertThat(TrialCell.neighbours(read(GOOD).experiment(), 4)).isEmpty();
    assertThat(read(GOOD).yaml()).doesNotContain("neighbours");
  }

  /** CMP-46: a rule has its own defaults; the usual one may be left out. */
  @Test
  void retargetingIsReadAndCompleted() throws Exception {
    assertThat(retarget("{}")).isEqualTo(new Retarget.Constant());
    assertThat(retarget("{rule: constant}")).isEqualTo(new Retarget.Constant());
    assertThat(retarget("{rule: windowed}")).isEqualTo(new Retarget.Windowed(2016, 0.01));
    assertThat(retarget("{easiest: 1, window: 30, rule: windowed}"))
        .isEqualTo(new Retarget.Windowed(30, 1));
    assertThat(retarget("{rule: asert}")).isEqualTo(new Retarget.Asert(288, 0.01));
    assertThat(retarget("{rule: asert, half_life_blocks: 2.5}"))
        .isEqualTo(new Retarget.Asert(2.5, 0.01));
  }

  @Test
  void hashOfRetargetingIsOfItsMeaning() throws Exception {
    for (Retarget rule : Retarget.defaultCases()) {
      LoadedConfig config = read(retargeted(RecordTree.of((Record) rule).toString()));
      assertThat(config.experiment().pow().retarget()).isEqualTo(rule);
      assertThat(read(config.yaml()).hash()).isEqualTo(config.hash());
      assertThat(config.hash().equals(read(GOOD).hash()))
          .isEqualTo(rule instanceof Retarget.Constant);
    }
    assertThat(read(retargeted("{easiest: 0.010, rule: asert, half_life_blocks: 288}")).hash())
        .isEqualTo(read(retargeted("{rule: asert}")).hash())
        .isNotEqualTo(read(retargeted("{rule: asert, half_life_blocks: 287}")).hash());
  }

  private static String retargeted(String rule) {
    return GOOD + "pow: {retarget: " + rule + "}\n";
  }

  private static Retarget retarget(String rule) throws Exception {
    return read(retargeted(rule)).experiment().pow().retarget();
  }

  @Test
  void hashIsOfTheMeaning() throws Exception {
    String hash = read(GOOD).hash();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(
            read("# why\r\nnodes: [4, 7.0]\r\nprotocols:\r\n- pbft\r\n- pow\r\nname: 'q'").hash())
        .isEqualTo(hash);
    assertThat(read("\uFEFF" + GOOD + "repeats: 3\nfault_rates: [-0.0]\n").hash()).isEqualTo(hash);
    assertThat(read(GOOD + "seed: 2\n").hash()).isNotEqualTo(hash);
    assertThat(read(GOOD + "seed: 9007199254740993.0\n").experiment().seed())
        .isEqualTo(9_007_199_254_740_993L);
    assertThat(read(GOOD.replace("4, 7", "7, 4")).hash()).isNotEqualTo(hash);
  }

  private static Latency latency(String yaml) throws Exception {
    return read(GOOD + "network: {latency: " + yaml + "}\n").experiment().network().latency();
  }

  private static LoadedConfig read(String text) throws Exception {
    return LoadedConfig.read(file(text), ConfigOverrides.NONE);
  }

  /** One file for all, where `mvn clean` removes it; jqwik knows no temporary folders. */
  private static Path file(String text) throws IOException {
    Files.createDirectories(FILE.getParent());
    return Files.writeString(FILE, text);
  }
}
