package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.Retarget;
import org.medchain.simulation.fault.Fault.PlannedFault;

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

  /**
   * What is left out has the default of its case; the order of links, clients' links, faults and
   * shares means nothing (CMP-14, CMP-40, CMP-41, CMP-46, CMP-54).
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "network: {latency: {distribution: constant, ms: 0}} | /network/latency"
            + " | {'distribution':'constant','ms':0}",
        "network: {latency: {distribution: exponential, mean_ms: 2, min_ms: 1}} | /network/latency"
            + " | {'distribution':'exponential','min_ms':1,'mean_ms':2}",
        "network: {latency: {sigma: 1}} | /network/latency"
            + " | {'distribution':'lognormal','median_ms':15,'sigma':1}",
        "network: {latency: {distribution: constant, ms: 7}, loss: 0.1, links: [{from: 3, to: 0,"
            + " latency: {median_ms: 80}}, {from: 0, to: 3, loss: 0}]} | /network/links"
            + " | [{'from':0,'to':3,'latency':{'distribution':'constant','ms':7},'loss':0},"
            + "{'from':3,'to':0,'latency':{'distribution':'lognormal','median_ms':80,'sigma':0.4},"
            + "'loss':0.1}]",
        "network: {clients: {links: [{client: 1, node: 2, latency: {distribution: constant, ms:"
            + " 7}}, {client: 0, node: 3, latency: {median_ms: 80}}], agencies: [0, 1, 2, 3, 0, 1,"
            + " 2, 3]}} | /network/clients |"
            + " {'links':[{'client':0,'node':3,'latency':{'distribution':'lognormal',"
            + "'median_ms':80,'sigma':0.4}},{'client':1,'node':2,'latency':{"
            + "'distribution':'constant','ms':7}}],'agencies':[0,1,2,3,0,1,2,3]}",
        "seed: 1 | /network/clients | ",
        "adversaries: [{nodes: [3, 1], from_s: 2, until_s: 30, behaviour: equivocation}]"
            + " | /adversaries/0"
            + " | {'nodes':[1,3],'from_s':2,'until_s':30,'behaviour':'equivocation','second':[]}",
        "adversaries: [{nodes: [0], behaviour: replay, memory: 7}] | /adversaries/0"
            + " | {'nodes':[0],'from_s':0,'behaviour':'replay','probability':0.1,'memory':7}",
        "adversaries: [{behaviour: silence, nodes: [2], phases: [commit, pre_prepare]}]"
            + " | /adversaries/0 | {'nodes':[2],'from_s':0,'behaviour':'silence','receivers':[],"
            + "'phases':['pre_prepare','commit']}",
        "fault_plan: [{fault: crash, nodes: [2, 1], from_s: 4}, {until_s: 9, fault: partition,"
            + " groups: [[3], [1, 0]]}] | /fault_plan"
            + " | [{'fault':'partition','groups':[[0,1],[3]],'from_s':0,'until_s':9},"
            + "{'fault':'crash','nodes':[1,2],'from_s':4}]",
        "pow: {hash_shares: [{share: 0.50, node: 3}, {node: 1, share: 0.25}]} | /pow/hash_shares"
            + " | [{'node':1,'share':0.25},{'node':3,'share':0.5}]",
        "pow: {retarget: {}} | /pow/retarget | {'rule':'constant'}",
        "pow: {retarget: {rule: windowed}} | /pow/retarget"
            + " | {'rule':'windowed','window':2016,'easiest':0.01}",
        "pow: {retarget: {easiest: 1, half_life_blocks: 2.5, rule: asert}} | /pow/retarget"
            + " | {'rule':'asert','half_life_blocks':2.5,'easiest':1}"
      })
  void eachMeaningHasOneForm(String yaml, String pointer, String form) throws Exception {
    LoadedConfig config = read(GOOD + yaml + "\n");
    assertThat(config.effective().at(pointer).toString())
        .isEqualTo(form == null ? "" : form.replace('\'', '"'));
    assertThat(read(config.yaml()).experiment()).isEqualTo(config.experiment());
    assertThat(read(config.yaml()).hash()).isEqualTo(config.hash());
  }

  @Test
  void everyBehaviourAndFaultIsReadBackFromItsYaml() throws Exception {
    for (ByzantineBehaviour behaviour : ByzantineBehaviour.defaults()) {
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
    for (Retarget rule : Retarget.defaultCases()) {
      LoadedConfig config = read(GOOD + "pow: {retarget: " + RecordTree.of((Record) rule) + "}\n");
      assertThat(config.experiment().pow().retarget()).isEqualTo(rule);
      assertThat(config.hash().equals(read(GOOD).hash()))
          .isEqualTo(rule instanceof Retarget.Constant);
    }
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

  private static LoadedConfig read(String text) throws Exception {
    return LoadedConfig.read(file(text), ConfigOverrides.NONE);
  }

  /** One file for all, where `mvn clean` removes it; jqwik knows no temporary folders. */
  private static Path file(String text) throws IOException {
    Files.createDirectories(FILE.getParent());
    return Files.writeString(FILE, text);
  }
}
