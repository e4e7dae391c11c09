package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a config is told at its own line, with what would be right (EXP-4). */
class BadConfigTest {
  /** Three lines that are enough. */
  private static final String GOOD = "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\n";

  @TempDir Path folder;

  static Stream<Arguments> oneProblem() {
    return Stream.of(
        bad("node: 1", "4: unknown key \"node\" (did you mean \"nodes\"?); allowed: name, "),
        bad("rates: [0, 1]", "4: unknown key \"rates\" (did you mean \"fault_rates\"?); allowed: "),
        bad(
            "workload: {rate: 5}",
            "4: unknown key \"rate\" in workload (did you mean \"rate_tps\"?); allowed: kind, "),
        bad("rate_tps: 5", "4: unknown key \"rate_tps\" (did you mean \"workload.rate_tps\"?); "),
        bad(
            "workload:\n  mix:\n    uplod: 3",
            "6: unknown key \"uplod\" in workload.mix (did you mean \"upload\"?); allowed:"
                + " upload,"),
        bad("faults: crash", "4: faults is \"crash\"; allowed: a list of one value or more, each"),
        bad("repeats: many", "4: repeats is \"many\"; allowed: an integer from 1 to 10000"),
        bad("repeats: 2.5", "4: repeats is 2.5; allowed: an integer from 1 to 10000"),
        bad("repeats: 0", "4: repeats is 0; allowed: an integer from 1 to 10000"),
        bad("repeats: true", "4: repeats is true; allowed: an integer from 1 to 10000"),
        bad("repeats: -3", "4: repeats is -3; allowed: an integer from 1 to 10000"),
        bad("repeats: 1e999", "4: repeats is \"1e999\"; allowed: an integer"),
        bad("seed: 99999999999999999999", "4: seed is \"99999999999999999999\"; allowed: an int"),
        bad("seed:", "4: seed has no value; allowed: an integer from 0 to"),
        bad("host: {}", "4: host is a mapping; allowed: one of simulation, cluster"),
        bad("signatures: rsa", "4: signatures is \"rsa\"; allowed: one of symbolic, ed25519"),
        bad("fault_rates: [0, 1.5]", "4: fault_rates[1] is 1.5; allowed: a number from 0 to 1"),
        bad("fault_rates:\n- 0\n- -0.1", "6: fault_rates[1] is -0.1; allowed: a number from 0"),
        bad("fault_rates: [.nan]", "4: fault_rates[0] is \".nan\"; allowed: a number from 0 to 1"),
        bad("fault_rates: [-.inf]", "4: fault_rates[0] is \"-.inf\"; allowed: a number from 0"),
        bad("fault_rates: []", "4: fault_rates is an empty list; allowed: a list of one value"),
        bad("fault_rates:\n- 0\n- 0.1\n- 0.0", "7: fault_rates names 0.0 twice; each value may"),
        bad("cpu: {sign_us: 1e300}", "4: cpu.sign_us is 1e300; allowed: a number from 0 to"),
        bad("network: {loss: 1}", "4: network.loss is 1; allowed: a number from 0 to 0.99"),
        bad("nodes: [4]", "4: the key \"nodes\" stands here a second time; a key may stand once"),
        bad("x: &a 1", "4: an anchor (&); the value alone is wanted"),
        bad("seed: *a", "4: an alias (*); the value itself is wanted"),
        bad("seed: !!int 5", "4: a tag (!); the value alone is wanted"),
        bad("? [seed]\n: 3", "4: a key that is not a word; keys such as 'name' are wanted"),
        bad("seed: 'x", "5: not YAML: found unexpected end of stream; a mapping"),
        bad("\tseed: 1", "4: not YAML: found character '\\t(TAB)' that cannot start any token"),
        bad("seed: [1, 2\nhost: simulation", "5: not YAML: expected ',' or ']', but got :; "),
        bad("seed: \u0007", "4: not YAML: the character U+0007; printable text is wanted"),
        bad("---\nseed: 1", "4: a second document; one a file is wanted"),
        bad("seed: " + "[".repeat(5000), "4: nested too deeply; at most 16 levels are wanted"),
        bad(
            "network:\n  latency:\n    distribution: constant",
            "5: the key \"network.latency.ms\" is missing; it is required: a number from 0 to"),
        bad(
            "network:\n  latency:\n    ms: 4",
            "6: unknown key \"ms\" in network.latency; allowed: distribution, median_ms, sigma"),
        bad(
            "network: {links: 3}",
            "4: network.links is 3; allowed: a list of mappings with the keys from, to, latency,"),
        bad("network: {links: [3]}", "4: network.links[0] is 3; allowed: the keys from, to, "),
        bad(
            "network:\n  links:\n    - from: 0",
            "6: the key \"network.links[0].to\" is missing; it is required: an integer from 0 to"),
        bad(
            "network:\n  links:\n    - {from: 0, to: 1}\n    - {from: 1, to: -1}",
            "7: network.links[1].to is -1; allowed: an integer from 0 to 9999"),
        bad(
            "network:\n  links:\n    - from: 0\n      to: 1\n      los: 0.1",
            "8: unknown key \"los\" in network.links[0] (did you mean \"loss\"?); allowed: from, "),
        bad(
            "network:\n  links:\n    - from: 0\n      to: 1\n      loss: 1",
            "8: network.links[0].loss is 1; allowed: a number from 0 to 0.99"),
        bad(
            "network:\n  links:\n    - from: 0\n      to: 1\n      latency:\n        ms: 5",
            "9: unknown key \"ms\" in network.links[0].latency; allowed: distribution, median_ms,"),
        // Only the records know these: values that depend on each other.
        bad(
            "network:\n  latency:\n    distribution: uniform\n    min_ms: 9\n    max_ms: 8",
            "8: network.latency.max_ms is 8; allowed: 9 or more"),
        bad(
            """
            network:
              latency: {distribution: constant, ms: 1}
              links:
                - from: 0
                  to: 1
                  latency:
                    distribution: uniform
                    min_ms: 9
                    max_ms: 8\
            """,
            "12: network.links[0].latency.max_ms is 8; allowed: 9 or more"),
        bad(
            "network:\n  links:\n    - from: 2\n      to: 2",
            "7: network.links[0].to is 2; allowed: another node than network.links[0].from"),
        bad(
            """
            network:
              links:
                - {from: 3, to: 1}
                - {from: 0, to: 1}
                - {from: 3, to: 1, loss: 0.5}\
            """,
            "8: network.links[2] is again from 3 to 1; allowed: of a direction of its own"),
        bad(
            "network:\n  links:\n    - {from: 3, to: 1}\n    - from: 0\n      to: 4",
            "8: network.links[1].to is 4; allowed: under 4, the smallest of nodes"),
        bad(
            "workload:\n  duration_s: 1\n  warmup_s: 2",
            "6: workload.warmup_s must be less than workload.duration_s, or nothing is measured"),
        bad(
            "pow:\n  confirmations: {floor: 8, cap: 7}",
            "5: pow.confirmations.cap is 7; allowed: from 8 to 10000"),
        bad(
            "workload:\n  rate_tps: 1e6\n  duration_s: 1e6",
            "5: rate_tps × duration_s makes 1000000000000 requests a trial; at most 5000000"),
        bad(
            "workload:\n  kind: closed\n  outstanding: 1000000",
            "6: clients × outstanding makes 8000000 requests in flight; at most 5000000"),
        bad(
            "repeats: 10000\nfault_rates: [0, 0.1, 0.2, 0.3, 0.4, 0.5]",
            "4: this makes 240000 trials; at most 100000"));
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
            "pow:\n  hash_shares:\n    - {node: 4, share: 0.6}",
            "6: pow.hash_shares[0].node is 4; allowed: under 4, the smallest of nodes"));
  }

  /** CMP-46. */
  static Stream<Arguments> oneProblemOfARule() {
    return Stream.of(
        bad(
            "pow: {retarget: asert}",
            "4: pow.retarget is \"asert\"; allowed: the keys rule, window, half_life_blocks, "),
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
            "pow:\n  retarget: {rule: windowed, window: 0}",
            "5: pow.retarget.window is 0; allowed: an integer from 1 to 1000000"),
        bad(
            "pow:\n  retarget: {rule: windowed, window: 2.5}",
            "5: pow.retarget.window is 2.5; allowed: an integer from 1 to 1000000"),
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
    oneProblem(lines, message);
  }

  @ParameterizedTest
  @MethodSource
  void oneProblemOfAnItem(String lines, String message) throws IOException {
    oneProblem(lines, message);
  }

  @Test
  void allItemsAreLookedAt() throws IOException {
    assertThat(
            problems(
                GOOD
                    + "adversaries:\n"
                    + "  - {nodes: [x], behaviour: forgery}\n"
                    + "  - {nodes: [0], behaviour: slowness, least_ms: 2, most_ms: 1}\n"
                    + "  - {nodes: [0], behaviour: nothing}\n"
                    + "fault_plan:\n"
                    + "  - {fault: restart, nodes: [0], from_s: 2, until_s: 1}\n"))
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): (.*?);.*$", "$1 $2"))
        .containsExactly(
            "5 adversaries[0].nodes[0] is \"x\"",
            "6 adversaries[1].most_ms is 1",
            "7 adversaries[2].behaviour is \"nothing\"",
            "9 fault_plan[0].until_s is 1");
  }

  private static Arguments bad(String lines, String message) {
    return Arguments.of(lines, message);
  }

  @ParameterizedTest
  @MethodSource
  void oneProblem(String lines, String message) throws IOException {
    List<String> told = problems(GOOD + lines + "\n");
    assertThat(told.getFirst()).startsWith(folder.resolve("c.yaml") + ":" + message);
    // An anchored key is unknown too; everything else here has exactly one thing wrong.
    assertThat(told).hasSize(lines.startsWith("x:") ? 2 : 1);
  }

  @Test
  void allProblemsAreReportedInFileOrder() throws IOException {
    assertThat(problems("nodes: [3, 0]\nseeds: 1\nworkload: {rate_tps: 0}\nhost: x\n"))
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): (.*?);.*$", "$1 $2"))
        .containsExactly(
            "1 the key \"name\" is missing",
            "1 the key \"protocols\" is missing",
            "1 nodes[0] is 3",
            "1 nodes[1] is 0",
            "2 unknown key \"seeds\" (did you mean \"seed\"?)",
            "3 workload.rate_tps is 0",
            "4 host is \"x\"");
  }

  /** What the schema, a record and several records together refuse: none waits for another. */
  @Test
  void problemsOfAllKindsAreReportedTogether() throws IOException {
    assertThat(
            problems(
                """
                name: q
                protocols: [pbft, pow]
                nodes: [7, 9]
                repeats: 0
                network: {links: [{from: 0, to: 8}]}
                adversaries:
                  - {nodes: [7], behaviour: forgery}
                  - {nodes: [0], behaviour: forgery}
                  - {nodes: [8], behaviour: forgery}
                fault_plan:
                  - {fault: crash, nodes: [9]}
                pow:
                  confirmations: {floor: 8, cap: 7}
                  hash_shares: [{node: 8, share: 0.1}]
                workload: {kind: closed, outstanding: 1000000, mix: {uplod: 3}}
                """))
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): (.*?);.*$", "$1 $2"))
        .containsExactly(
            "4 repeats is 0",
            "5 network.links[0].to is 8",
            "7 adversaries[0].nodes is 7",
            "9 adversaries[2].nodes is 8",
            "11 fault_plan[0].nodes is 9",
            "13 pow.confirmations.cap is 7",
            "14 pow.hash_shares[0].node is 8",
            "15 clients × outstanding makes 8000000 requests in flight",
            "15 unknown key \"uplod\" in workload.mix (did you mean \"upload\"?)");
  }

  /** The values of the file are checked, never a default in place of a wrong value. */
  @Test
  void valuesThatDependOnWrongOnesAreNotChecked() throws IOException {
    String far = "fault_plan:\n  - {fault: crash, nodes: [7]}\n";
    assertThat(problems("name: q\nprotocols: [pbft]\nnodes: [8, x]\n" + far)).hasSize(1);
    assertThat(problems("name: q\nprotocols: [pbft]\nnode: [8]\n" + far)).hasSize(2);
    assertThat(
            problems(
                GOOD
                    + "adversaries:\n  - {nodes: [0], behaviour: censorship, clients: [9]}\n"
                    + "workload: {clients: many}\n"))
        .hasSize(1);
    assertThat(problems(GOOD + "workload: {rate_tps: 1e6, duration: 1}\n")).hasSize(1);
    assertThat(problems(GOOD + "calibration: none.yaml\nrepeats: 0\n")).hasSize(2);
  }

  @Test
  void linksAreLookedAtBesideWhatElseIsWrong() throws IOException {
    assertThat(
            problems(
                GOOD
                    + "network:\n"
                    + "  latency: {distribution: uniform, min_ms: 3, max_ms: 2}\n"
                    + "  links:\n"
                    + "    - {from: x, to: 1}\n"
                    + "    - {from: 3, to: 3}\n"
                    + "    - {from: y, to: 1}\n"))
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): (.*?);.*$", "$1 $2"))
        .containsExactly(
            "5 network.latency.max_ms is 2",
            "7 network.links[0].from is \"x\"",
            "8 network.links[1].to is 3",
            "9 network.links[2].from is \"y\"");
  }

  @Test
  void keyAlreadyComplainedOfIsNotComparedWithOthers() throws IOException {
    assertThat(problems(GOOD + "pow: {confirmations: {floor: 500, cap: 0}}\n")).hasSize(1);
  }

  @Test
  void contradictedDefaultIsReportedAtTheFilesLine() throws IOException {
    assertThat(problems(GOOD + "pow:\n  confirmations:\n    floor: 500\n"))
        .containsExactly(
            folder.resolve("c.yaml")
                + ":5: pow.confirmations.cap is 100; allowed: from 500 to 10000");
  }

  @Test
  void manyProblemsAreCutOff() throws IOException {
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = 0; i < 200; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    List<String> told = problems(text.toString());
    assertThat(told).hasSize(21);
    assertThat(told.getLast()).endsWith("c.yaml: 180 more problems");
  }

  @Test
  void longListsAndMappingsAreRefusedAsAWhole() throws IOException {
    assertThat(problems(GOOD + "fault_rates: [" + "0.5, ".repeat(10_000) + "]\n"))
        .anyMatch(line -> line.contains(":4: too many values in a list; at most 256"));
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = 0; i < 10_000; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    assertThat(problems(text.toString()))
        .anyMatch(line -> line.contains(":1: too many keys; at most 256"));
  }

  @Test
  void unreadableFileIsReported() throws IOException {
    assertThat(problems(folder.resolve("missing.yaml")))
        .containsExactly(
            folder.resolve("missing.yaml")
                + ": there is no such file; a YAML file of UTF-8 text is wanted");
    assertThat(problems(folder).getFirst()).contains(": this is a folder; ");
    assertThat(problems("").getFirst()).contains("c.yaml: the file is empty; ");
    assertThat(problems(" \n\n").getFirst()).contains("c.yaml: the file is empty; ");
    assertThat(problems("# nothing\n").getFirst()).contains("c.yaml:1: the file holds no values; ");
    assertThat(problems("- 1\n").getFirst()).contains("c.yaml:1: the config is a list; ");
    assertThat(problems("x".repeat(ConfigText.BYTES_MAX + 1)).getFirst())
        .contains("c.yaml: the file is larger than 1 MiB; ");
  }

  @Test
  void bytesThatAreNotUtf8() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, (GOOD + "# Müller\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problems(file).getFirst()).startsWith(file + ":4: this is not UTF-8 text; ");
  }

  @Test
  void textThatWouldMoveTheCursorIsShownEscaped() throws IOException {
    assertThat(problems(GOOD + "\"a\\e[2Jb\\u202Ec\\nd\": 1\n").getFirst())
        .contains("unknown key \"a\\u001b[2Jb\\u202ec\\nd\"");
  }

  @Test
  void problemInAnOptionNamesTheOption() throws IOException {
    Path file = write(GOOD);
    UserInputException refusal =
        catchThrowableOfType(
            UserInputException.class,
            () -> LoadedConfig.read(file, Optional.of("../x"), OptionalLong.of(-1)));
    assertThat(refusal.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("--name: name is \"../x\"; allowed: "))
        .anyMatch(line -> line.startsWith("--seed: seed is -1; allowed: an integer from 0"));
  }

  private List<String> problems(String text) throws IOException {
    return problems(write(text));
  }

  private Path write(String text) throws IOException {
    Path file = folder.resolve("c.yaml");
    Files.writeString(file, text);
    return file;
  }

  private static List<String> problems(Path file) {
    UserInputException refusal =
        catchThrowableOfType(
            UserInputException.class,
            () -> LoadedConfig.read(file, Optional.empty(), OptionalLong.empty()));
    assertThat(refusal).as("refused").isNotNull();
    assertThat(refusal.lines()).isNotEmpty().allMatch(line -> !line.contains("\n"));
    return refusal.lines();
  }
}
