package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.FakeTrials;
import org.medchain.experiments.config.UserInputException;

/** Where results come from: the code's hash, the commit, the raw latencies (EXP-8, EXP-10). */
class ProvenanceTest {
  private static final List<String> CODE =
      List.of(
          "pom.xml", "reference-node/core", "experiments/cli", "spec/tla", "data/records.ndjson");

  @TempDir Path home;

  @Test
  void codeHashCoversWhatARunDependsOn() throws Exception {
    project();
    String hash = hash();
    assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(hash());
    write("reference-node/core/src/test/java/ATest.java", "class ATest {}");
    write("reference-node/core/target/classes/A.class", "");
    write("experiments/cli/README.md", "words");
    write("experiments/configs/a.yaml", "name: a");
    write("experiments/cluster/src/main/java/B.java", "class B {}");
    assertThat(hash()).as("tests, builds, texts, configs, other modules").isEqualTo(hash);
    for (String file :
        List.of(
            "reference-node/core/src/main/java/A.java",
            "reference-node/core/pom.xml",
            "experiments/cli/src/main/resources/x",
            "spec/tla/deep/Model.tla",
            "pom.xml",
            "data/records.ndjson")) {
      String before = hash();
      write(file, "changed");
      assertThat(hash()).as(file).isNotEqualTo(before);
    }
  }

  @Test
  void sourcesThatAreNotThereAreOneLine() {
    assertThatThrownBy(this::hash)
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("cannot be read");
  }

  /** EXP-11: the code is clean if its own files are unchanged; other files do not count. */
  @Test
  void treeIsCleanWhereItsCodeIsThatOfTheCommit() throws Exception {
    project();
    assertThat(GitWorkingTree.isClean(home, CODE)).as("no repository").isEmpty();
    assertThat(GitWorkingTree.commit(home)).as("no repository").isEmpty();
    git("init", "-q");
    assertThat(GitWorkingTree.commit(home)).as("no commit yet").isEmpty();
    git("add", ".");
    git("commit", "-q", "-m", "first");
    String first = GitWorkingTree.commit(home).orElseThrow();
    assertThat(first).matches("[0-9a-f]{40,64}");
    git("worktree", "add", "-q", "--detach", "tree");
    assertThat(GitWorkingTree.commit(home.resolve("tree"))).as("worktree").hasValue(first);
    write("experiments/cli/README.md", "words");
    write("reference-node/core/src/test/java/ATest.java", "class ATest {}");
    assertThat(GitWorkingTree.isClean(home, CODE)).hasValue(true);
    write("reference-node/core/src/main/java/New.java", "class New {}");
    assertThat(GitWorkingTree.isClean(home, CODE)).as("added").hasValue(false);
    git("add", ".");
    git("commit", "-q", "-m", "second");
    assertThat(GitWorkingTree.isClean(home, CODE)).hasValue(true);
    write("spec/tla/deep/Model.tla", "====");
    assertThat(GitWorkingTree.isClean(home, CODE)).as("changed").hasValue(false);
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=x"));
    command.addAll(List.of("-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(home.toFile()).start();
    assertThat(git.waitFor()).as(String.join(" ", words)).isZero();
  }

  @Test
  void histogramLogKeepsTheWarmUpApart() throws Exception {
    TrialResult result =
        FakeTrials.run(
            TrialGrid.of(ExperimentConfig.of("x", List.of(ProtocolKind.PBFT), List.of(4)))
                .getFirst(),
            TrialHook.NONE);
    File file = home.resolve("1.hlog").toFile();
    HistogramLog.write(file.toPath(), result);
    try (BufferedReader in = Files.newBufferedReader(file.toPath())) {
      assertThat(in.readLine()).startsWith("#[trial 1, seed ");
    }
    HistogramLogReader reader = new HistogramLogReader(file);
    EncodableHistogram warmup = reader.nextIntervalHistogram();
    assertThat(warmup.getTag()).isEqualTo("warmup");
    Histogram latency = (Histogram) reader.nextIntervalHistogram();
    assertThat(latency.getTag()).isNull();
    assertThat(latency).isEqualTo(result.latency());
    assertThat(reader.nextIntervalHistogram()).isNull();
    reader.close();
  }

  private void project() throws IOException {
    write("reference-node/core/src/main/java/A.java", "class A {}");
    write("reference-node/core/pom.xml", "<project/>");
    write("experiments/cli/pom.xml", "<project/>");
    write("experiments/cli/src/main/resources/x", "y");
    write("spec/tla/deep/Model.tla", "----");
    write("pom.xml", "<project/>");
    write("data/records.ndjson", "{}");
  }

  private String hash() throws UserInputException {
    return CodeHash.of(home, CODE);
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
