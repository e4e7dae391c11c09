package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in an item of a list, or in a rule with keys of its own (EXP-4). */
class BadConfigItemTest {
  private ConfigProblems problems;

  @BeforeEach
  void folder(@TempDir Path folder) {
    problems = new ConfigProblems(folder);
  }

  static Stream<Arguments> oneProblemOfAnItem() {
    return Stream.of(
        bad(
            "adversaries:\n  - nodes: [0]",
            "5: the key \"adversaries[0].behaviour\" is missing; it is required: one of silence,"),
        bad(
            "adversaries:\n  - behaviour: forgery",
            "5: the key \"adversaries[0].nodes\" is missing; it is required: a list of one value"),
        bad("adversaries: 3", "4: adversaries is 3; allowed: a list of mappings with the keys"),
        bad("adversaries: [3]", "4: adversaries[0] is 3; allowed: the keys nodes, from_s, "),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: lying",
            "6: adversaries[0].behaviour is \"lying\"; allowed: one of silence, slowness, "),
        bad(
            "adversaries:\n  - nodes: []\n    behaviour: forgery",
            "5: adversaries[0].nodes is an empty list; allowed: a list of one value or more"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: forgery\n    probability: 1",
            "7: unknown key \"probability\" in adversaries[0]; allowed: behaviour, nodes, from_s"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: replay\n    probabilty: 1",
            "7: unknown key \"probabilty\" in adversaries[0] (did you mean \"probability\"?); "),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: lying_new_view\n    lie: stale",
            "7: adversaries[0].lie is \"stale\"; allowed: one of too_few, doubled, view_above,"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: twins\n    first: [1]",
            "5: the key \"adversaries[0].second\" is missing; it is required: a list"),
        bad(
            "adversaries:\n  - {nodes: [0], behaviour: forgery}\n  - nodes: [1, 4]\n"
                + "    behaviour: forgery",
            "6: adversaries[1].nodes is 4; allowed: under 4, the smallest of nodes"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: equivocation\n    second: [2, 9]",
            "7: adversaries[0].second is 9; allowed: under 4, the smallest of nodes"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: censorship\n    clients: [8]",
            "7: adversaries[0].clients is 8; allowed: under 8, the number of workload.clients"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: forgery\n    from_s: 3\n    until_s: 2",
            "8: adversaries[0].until_s is 2; allowed: 3 or more"),
        bad(
            "adversaries:\n  - nodes: [0]\n    behaviour: slowness\n    least_ms: 3\n"
                + "    most_ms: 2",
            "8: adversaries[0].most_ms is 2; allowed: 3 or more"),
        bad(
            "adversaries:\n  - {nodes: [0], behaviour: twins, first: [1], second: [2]}\n"
                + "  - nodes: [0, 1]\n    behaviour: forgery",
            "6: adversaries[1].nodes must not name a node that is a pair of twins and something"),
        bad(
            "fault_plan:\n  - nodes: [0]",
            "5: the key \"fault_plan[0].fault\" is missing; it is required: one of crash, "),
        bad(
            "fault_plan:\n  - fault: restart\n    nodes: [0]\n    from_s: 3",
            "5: the key \"fault_plan[0].until_s\" is missing; it is required: a number from 0"),
        bad(
            "fault_plan:\n  - {fault: crash, nodes: [1], from_s: 1}\n  - fault: crash\n"
                + "    nodes: [7]",
            "7: fault_plan[1].nodes is 7; allowed: under 4, the smallest of nodes"),
        bad(
            "fault_plan:\n  - fault: partition\n    groups: [[0, 1]]",
            "6: fault_plan[0].groups has 1 value; allowed: a list of 2 values or more, each a list"
                + " of one"),
        bad(
            "fault_plan:\n  - fault: partition\n    groups: [[0, 1], [1, 2]]",
            "6: fault_plan[0].groups must not name a value twice: [0, 1, 1, 2]"),
        bad(
            "fault_plan:\n  - fault: eclipse\n    node: 4",
            "6: fault_plan[0].node is 4; allowed: under 4, the smallest of nodes"),
        bad(
            "pow:\n  hash_shares:\n    - {node: 0, share: 0.6}\n    - {node: 1, share: 0.6}",
            "5: pow.hash_shares must add up to 1 or less, not 1.2"),
        bad(
            "pow:\n  hash_shares:\n    - {node: 0, share: 0.6}\n    - {node: 0, share: 0.1}",
            "7: pow.hash_shares[1].node is again 0; allowed: another one"),
        bad(
            "network:\n  neighbours: [[0, 1], [2, 3]]",
            "5: network.neighbours is some without a way from node 0 to 2; allowed: links over"
                + " which all 4 nodes reach each other"),
        bad(
            "network:\n  neighbours: 4",
            "5: network.neighbours is 4; allowed: from 2 to 3 of each node"),
        bad(
            "pow:\n  hash_shares:\n    - {node: 4, share: 0.6}",
            "6: pow.hash_shares[0].node is 4; allowed: under 4, the smallest of nodes"));
  }

  @ParameterizedTest
  @MethodSource
  void oneProblemOfAnItem(String lines, String message) throws IOException {
    problems.assertOne(lines, message);
  }

  /** CMP-46. */
  static Stream<Arguments> oneProblemOfARule() {
    return Stream.of(
        bad(
            "pow: {retarget: asert}",
            "4: pow.retarget is \"asert\"; allowed: the keys rule, window, easiest, "),
        bad(
            "pow:\n  retarget:\n    rule: windowd",
            "6: pow.retarget.rule is \"windowd\"; allowed: one of constant, windowed, asert"),
        bad(
            "pow:\n  retarget:\n    rule: 3",
            "6: pow.retarget.rule is 3; allowed: one of constant, windowed, asert"),
        bad(
            "pow:\n  retarget:\n    window: 20",
            "6: unknown key \"window\" in pow.retarget; allowed: rule"),
        bad(
            "pow:\n  retarget:\n    rule: asert\n    window: 20",
            "7: unknown key \"window\" in pow.retarget; allowed: rule, half_life_blocks, easiest"),
        bad(
            "pow:\n  retarget:\n    rule: windowed\n    windw: 20",
            "7: unknown key \"windw\" in pow.retarget (did you mean \"window\"?); allowed: rule,"),
        bad(
            "pow:\n  retarget: {rule: windowed, window: 1}",
            "5: pow.retarget.window is 1; allowed: an integer from 2 to 1000000"),
        bad(
            "pow:\n  retarget: {rule: windowed, window: 2.5}",
            "5: pow.retarget.window is 2.5; allowed: an integer from 2 to 1000000"),
        bad(
            "pow:\n  retarget: {rule: asert, half_life_blocks: 0.5}",
            "5: pow.retarget.half_life_blocks is 0.5; allowed: a number from 1 to 1000000"),
        bad(
            "pow:\n  retarget: {rule: asert, easiest: 0}",
            "5: pow.retarget.easiest is 0; allowed: a number above 0 up to 1"),
        bad(
            "pow:\n  block_interval_s: 0.0005\n  retarget: {rule: asert}",
            "5: pow.block_interval_s is 5.0E-4; allowed: 0.001 or more where"
                + " pow.retarget.rule is not constant"));
  }

  @ParameterizedTest
  @MethodSource
  void oneProblemOfARule(String lines, String message) throws IOException {
    problems.assertOne(lines, message);
  }

  /** CMP-12, CMP-14: the ranges of single values are the schema's, and told before all else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu: {sign_us: -1} | cpu.sign_us is -1; allowed: a number from 0 to 1000000000",
        "disk: {force_us: -5} | disk.force_us is -5; allowed: a number from 0",
        "machine: {cores_shared: 0} | machine.cores_shared is 0; allowed: an integer from 1",
        "network: {bandwidth_mbps: 0} | network.bandwidth_mbps is 0; allowed: a number above 0",
        "network: {loss: 1} | network.loss is 1; allowed: a number from 0 to 0.99",
        "network: {latency: {distribution: constant, ms: -1}} | network.latency.ms is -1",
        "network: {latency: {sigma: 4}} | network.latency.sigma is 4; allowed: a number from 0 to 3",
        "network: {links: [{from: -1, to: 0}]} | network.links[0].from is -1; allowed: an integer",
        "network: {links: [{from: 0, to: 10000}]} | network.links[0].to is 10000; allowed: an",
        "network: {links: [{from: 0, to: 1, loss: 1}]} | network.links[0].loss is 1; allowed: a",
        "network: {clients: {links: [{client: -1, node: 0, latency: {}}]}} |"
            + " network.clients.links[0].client is -1; allowed: an integer from 0 to 9999",
        "network: {placement: [{region: a, nodes: -1}]} | network.placement[0].nodes is -1",
        "network: {placement: [{region: a, clients: 10001}]} | network.placement[0].clients is",
        "network: {regions: {name: x, source: x, licence: x, names: [a], median_ms: [[-4]],"
            + " sigma: [[1]], bandwidth_mbps: [[1]]}} | network.regions.median_ms[0][0] is -4",
        "network: {regions: {name: x, source: x, licence: x, names: [a], median_ms: [[1]],"
            + " sigma: [[4]], bandwidth_mbps: [[1]]}} | network.regions.sigma[0][0] is 4",
        "network: {regions: {name: x, source: x, licence: x, names: [a], median_ms: [[1]],"
            + " sigma: [[1]], bandwidth_mbps: [[0]]}} | network.regions.bandwidth_mbps[0][0] is 0",
        "fault_parameters: {loss: 1.5} | fault_parameters.loss is 1.5; allowed: a number from 0",
        "workload: {mix: {upload: 0}} | workload.mix.upload is 0; allowed: a number above 0",
        "workload: {duration_s: 0} | workload.duration_s is 0; allowed: a number above 0",
        "workload: {saturation: {growth: 1}} | workload.saturation.growth is 1; allowed: a number",
        "workload: {saturation: {shares: [0]}} | workload.saturation.shares[0] is 0; allowed: a",
        "workload: {saturation: {shares: [2]}} | workload.saturation.shares[0] is 2; allowed: a",
        "pbft: {window: 0} | pbft.window is 0; allowed: an integer from 1 to 1000",
        "pow: {hash_shares: [{node: 0, share: 1.1}]} | pow.hash_shares[0].share is 1.1; allowed: a",
        "pow: {block_interval_s: 0} | pow.block_interval_s is 0; allowed: a number above 0",
        "pow: {retarget: {rule: windowed, window: 1000001}} | pow.retarget.window is 1000001",
        "pow: {retarget: {rule: windowed, easiest: 2}} | pow.retarget.easiest is 2; allowed: a",
        "finality: {epsilon: 1} | finality.epsilon is 1; allowed: a number above 0 to under 1",
        "finality: {epsilon: 0.0} | finality.epsilon is 0.0; allowed: a number above 0",
        "finality: {attacker_share: 1.1} | finality.attacker_share is 1.1; allowed: a number from",
        "game: {dishonest: 2} | game.dishonest is 2; allowed: a number from 0 to 1",
        "points: {upload_reward: -1} | points.upload_reward is -1; allowed: an integer from 0"
      })
  void oneProblemOfARange(String lines, String message) throws IOException {
    problems.assertOne(lines, "4: " + message);
  }

  private static Arguments bad(String lines, String message) {
    return Arguments.of(lines, message);
  }

  /** By the schema; records refuse one thing at a time. */
  @Test
  void allItemsAreLookedAt() throws IOException {
    assertThat(
            problems.briefly(
                ConfigProblems.GOOD
                    + "adversaries:\n"
                    + "  - {nodes: [x], behaviour: forgery}\n"
                    + "  - {nodes: [0], behaviour: slowness, least_ms: 2, most_ms: 1}\n"
                    + "  - {nodes: [0], behaviour: nothing}\n"
                    + "fault_plan:\n"
                    + "  - {fault: restart, nodes: [0], from_s: 2, until_s: 1}\n"))
        .containsExactly(
            "5 adversaries[0].nodes[0] is \"x\"", "7 adversaries[2].behaviour is \"nothing\"");
    assertThat(
            problems.briefly(
                ConfigProblems.GOOD
                    + "adversaries:\n"
                    + "  - {nodes: [0], behaviour: slowness, least_ms: 2, most_ms: 1}\n"
                    + "fault_plan:\n"
                    + "  - {fault: restart, nodes: [0], from_s: 2, until_s: 1}\n"))
        .hasSize(1)
        .containsAnyOf("5 adversaries[0].most_ms is 1", "7 fault_plan[0].until_s is 1");
  }
}
