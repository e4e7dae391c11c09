package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** The lines of {@code bad-configs.txt}, each behind those of its section (CMP-46, CMP-59). */
  static List<Arguments> oneProblem() {
    List<Arguments> all = new ArrayList<>();
    String before = "";
    for (String line : SchemaText.of(BadConfigTest.class, "/bad-configs.txt").lines().toList()) {
      if (line.startsWith("= ")) {
        before = line.substring(2).translateEscapes();
      } else if (!line.startsWith("#")) {
        String[] parts = line.split(" ~~ ", 2);
        all.add(Arguments.of(before, parts[0].translateEscapes(), parts[1]));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource
  void oneProblem(String before, String lines, String message) throws IOException {
    List<String> told = problems.of(before + lines + "\n");
    assertThat(told.getFirst()).startsWith(problems.file() + ":" + message);
    // An anchored key is unknown too; everything else here has exactly one thing wrong.
    assertThat(told).hasSize(lines.startsWith("x:") ? 2 : 1);
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
    assertThat(problems.of(ConfigProblems.GOOD + "seed: " + "[".repeat(5000)).getFirst())
        .contains(":4: not YAML: more than 16 levels within each other; a mapping");
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

  @Test
  void allProblemsAreReportedInFileOrder() throws IOException {
    assertThat(problems.briefly("nodes: [3, 0]\nseeds: 1\nworkload: {rate_tps: 0}\nhost: x\n"))
        .containsExactly(
            "1 the key \"name\" is missing",
            "1 the key \"protocols\" is missing",
            "1 nodes[0] is 3",
            "1 nodes[1] is 0",
            "2 unknown key \"seeds\" (did you mean \"seed\"?)",
            "3 workload.rate_tps is 0",
            "4 host is \"x\"");
  }

  /** What the schema refuses is told first; what records refuse waits for it. */
  @Test
  void problemsOfTheSchemaAreReportedTogether() throws IOException {
    assertThat(
            problems.briefly(
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
        .containsExactly(
            "4 repeats is 0",
            "15 unknown key \"uplod\" in workload.mix (did you mean \"upload\"?)");
  }

  /** What is judged is what the file says, never a default in place of what is wrong. */
  @Test
  void whatDependsOnSomethingWrongIsNotJudged() throws IOException {
    String far = "fault_plan:\n  - {fault: crash, nodes: [7]}\n";
    assertThat(problems.of("name: q\nprotocols: [pbft]\nnodes: [8, x]\n" + far)).hasSize(1);
    assertThat(problems.of("name: q\nprotocols: [pbft]\nnode: [8]\n" + far)).hasSize(2);
    assertThat(
            problems.of(
                ConfigProblems.GOOD
                    + "adversaries:\n  - {nodes: [0], behaviour: censorship, clients: [9]}\n"
                    + "workload: {clients: many}\n"))
        .hasSize(1);
    assertThat(problems.of(ConfigProblems.GOOD + "workload: {rate_tps: 1e6, duration: 1}\n"))
        .hasSize(1);
    assertThat(problems.of(ConfigProblems.GOOD + "calibration: none.yaml\nrepeats: 0\n"))
        .hasSize(2);
  }

  @Test
  void keyAlreadyComplainedOfIsNotComparedWithOthers() throws IOException {
    assertThat(problems.of(ConfigProblems.GOOD + "pow: {confirmations: {floor: 500, cap: 0}}\n"))
        .hasSize(1);
  }

  @Test
  void manyProblemsAreCutOff() throws IOException {
    StringBuilder text = new StringBuilder(ConfigProblems.GOOD);
    for (int i = 0; i < 200; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    List<String> told = problems.of(text.toString());
    assertThat(told).hasSize(21);
    assertThat(told.getLast()).endsWith("c.yaml: 180 more problems");
  }
}
