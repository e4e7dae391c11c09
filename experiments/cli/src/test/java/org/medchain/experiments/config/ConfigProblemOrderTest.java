package org.medchain.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several things that are wrong each is told once, in the order of the file (EXP-4). */
class ConfigProblemOrderTest {
  private ConfigProblems problems;

  @BeforeEach
  void folder(@TempDir Path folder) {
    problems = new ConfigProblems(folder);
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
