package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a config is told at its own line, with what would be right (EXP-4). */
class BadConfigTest {
  @TempDir Path folder;
  private ConfigProblems problems;

  @BeforeEach
  void writeThere() {
    problems = new ConfigProblems(folder);
  }

  static Stream<Arguments> oneProblem() {
    return Stream.of(
        bad("node: 1", "4: unknown key \"node\" (did you mean \"nodes\"?); allowed: name, "),
        bad("rates: [0, 1]", "4: unknown key \"rates\" (did you mean \"fault_rates\"?); allowed: "),
        bad(
            "workload: {rate: 5}",
            "4: unknown key \"rate\" in workload (did you mean \"rate_tps\"?); allowed: kind, "),
        bad("rate_tps: 5", "4: unknown key \"rate_tps\""),
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
        bad("seed: 99999999999999999999", "4: seed is 99999999999999999999; allowed: an int"),
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
        bad("\tseed: 1", "4: not YAML: "),
        bad("seed: [1, 2\nhost: simulation", "5: not YAML: "),
        bad("seed: \u0007", "4: not YAML: the character U+0007; printable text is wanted"),
        bad("workload: {kind:open}", "4: unknown key \"kind:open\" in workload"),
        bad("---\nseed: 1", "4: a second document; one a file is wanted"),
        bad(
            "seed: " + "[".repeat(5000),
            "4: not YAML: more than 16 levels within each other; a mapping"),
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
            "pbft:\n  longest_view_timeout_ms: 1999",
            "5: pbft.longest_view_timeout_ms is 1999; allowed: from 2000 to 2592000000"),
        bad(
            "pbft:\n  network_delay_ms: 501\n  longest_view_timeout_ms: 5000",
            "5: pbft.network_delay_ms is 501; allowed: from 0 to 500"),
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

  @ParameterizedTest
  @MethodSource
  void oneProblem(String lines, String message) throws IOException {
    problems.assertOne(lines, message);
  }

  private static Arguments bad(String lines, String message) {
    return Arguments.of(lines, message);
  }

  @Test
  void contradictedDefaultIsReportedAtTheFilesLine() throws IOException {
    assertThat(problems.of(ConfigProblems.GOOD + "pow:\n  confirmations:\n    floor: 500\n"))
        .containsExactly(
            problems.file() + ":5: pow.confirmations.cap is 100; allowed: from 500 to 10000");
  }

  @Test
  void longListsAndMappingsAreRefusedAsAWhole() throws IOException {
    assertThat(problems.of(ConfigProblems.GOOD + "fault_rates: [" + "0.5, ".repeat(10_000) + "]\n"))
        .anyMatch(line -> line.contains(":4: too many values in a list; at most 256"));
    StringBuilder text = new StringBuilder(ConfigProblems.GOOD);
    for (int i = 0; i < 10_000; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    assertThat(problems.of(text.toString()))
        .anyMatch(line -> line.contains(":1: too many keys; at most 256"));
  }

  @Test
  void unreadableFileIsReported() throws IOException {
    assertThat(ConfigProblems.of(folder.resolve("missing.yaml")))
        .containsExactly(
            folder.resolve("missing.yaml")
                + ": there is no such file; a YAML file of UTF-8 text is wanted");
    assertThat(ConfigProblems.of(folder).getFirst()).contains(": this is a folder; ");
    assertThat(problems.of("").getFirst()).contains("c.yaml: the file is empty; ");
    assertThat(problems.of(" \n\n").getFirst()).contains("c.yaml: the file is empty; ");
    assertThat(problems.of("# nothing\n").getFirst())
        .contains("c.yaml:1: the file holds no values; ");
    assertThat(problems.of("- 1\n").getFirst()).contains("c.yaml:1: the config is a list; ");
    assertThat(problems.of("x".repeat(ConfigText.BYTES_MAX + 1)).getFirst())
        .contains("c.yaml: the file is larger than 1 MiB; ");
  }

  @Test
  void bytesThatAreNotUtf8() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, (ConfigProblems.GOOD + "# Müller\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ConfigProblems.of(file).getFirst()).startsWith(file + ": this is not UTF-8 text; ");
  }

  @Test
  void textThatWouldMoveTheCursorIsShownEscaped() throws IOException {
    assertThat(problems.of(ConfigProblems.GOOD + "\"a\\e[2Jb\\u202Ec\\nd\": 1\n").getFirst())
        .contains("unknown key \"a\\u001b[2Jb\\u202ec\\nd\"");
  }

  @Test
  void problemInAnOptionNamesTheOption() throws IOException {
    Path file = problems.write(ConfigProblems.GOOD);
    UserInputException refusal =
        catchThrowableOfType(
            UserInputException.class,
            () ->
                LoadedConfig.read(
                    file, ConfigOverrides.of(Optional.of("../x"), OptionalLong.of(-1))));
    assertThat(refusal.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("--name: name is \"../x\"; allowed: "))
        .anyMatch(line -> line.startsWith("--seed: seed is -1; allowed: an integer from 0"));
  }
}
