package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.reference.ResultFiles;

/** What is older than its code is told, and made again (RES-1, RES-2). */
class ResultsCommandTest {
  @TempDir Path root;
  private CommandFixture command;

  @BeforeEach
  void makeProject() throws IOException {
    command = new CommandFixture(root, FakeTrials::run);
    write("reference-node/core/pom.xml", "<project/>");
    write("reference-node/core/src/main/java/A.java", "class A {}");
    write("tool/count", "seven");
    result("tally", "wc -c < tool/count > results/tally/count.txt", "reference-node/core", "tool");
    result("table/small", "touch results/table/small/x", "tool");
    result("table/large", "false", "tool");
  }

  private void result(String name, String makes, String... code) throws IOException {
    write(
        "results/" + name + "/manifest.json",
        """
        {"command_line": "%s", "code": ["%s"]}
        """
            .formatted(makes, String.join("\", \"", code)));
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private String state(String name) {
    return command
        .run("results", "--check")
        .out()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow()
        .substring(name.length())
        .replaceAll(" +", " ")
        .strip();
  }

  @Test
  void resultIsFreshUntilItsCodeOrItsFilesChange() throws IOException {
    assertThat(state("tally")).isEqualTo("? ? stale it was never made by --refresh");
    Ended made = command.run("results", "--refresh", "tally");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.err()).contains("wc -c", "tally: made again");
    assertThat(root.resolve("results/tally/count.txt")).hasContent("5");
    assertThat(state("tally")).isEqualTo("2025-01-01 ? fresh");

    write("results/tally/README.md", "five letters");
    write("reference-node/core/README.md", "words");
    write("reference-node/core/src/test/java/ATest.java", "class ATest {}");
    assertThat(state("tally")).as("texts and tests").endsWith("fresh");

    Path source = write("reference-node/core/src/main/java/A.java", "class A { int a; }");
    assertThat(state("tally")).endsWith("stale its code has changed");
    Files.delete(source);
    Files.delete(root.resolve("tool/count"));
    Files.delete(root.resolve("tool"));
    assertThat(state("tally")).endsWith("stale it depends on tool, which is gone");
  }

  @Test
  void whatIsEditedByHandIsSeen() throws IOException {
    command.run("results", "--refresh", "tally");
    write("results/tally/count.txt", "6\n");
    assertThat(state("tally")).endsWith("changed its files are not those that its command left");
    command.run("results", "--refresh", "tally");
    assertThat(state("tally")).endsWith("fresh");
  }

  @Test
  void exitCodeIsZeroOnlyIfAllIsFresh() throws IOException {
    Ended old = command.run("results", "--check");
    assertThat(old.code()).isEqualTo(Medchain.FAILED);
    assertThat(old.out()).contains("3 of 3 are not results of the current code");
    result("table/large", "touch results/table/large/y", "tool");
    String[] all = {"results", "--refresh", "ta", "--refresh", "table/l", "--refresh", "table/s"};
    assertThat(command.run(all).code())
        .as("ta begins three names")
        .isEqualTo(Medchain.INVALID_INPUT);
    all[2] = "tal";
    assertThat(command.run(all).code()).isZero();
    Ended fresh = command.run("results", "--check");
    assertThat(fresh.out()).endsWith("what the code gives, or measured on the day given there\n");
    assertThat(fresh.code()).isZero();
  }

  @Test
  void resultsRebuiltByTestsAreHeld() throws IOException {
    write(
        "results/models/manifest.json",
        """
        {"command_line": "x", "code": [], "held_by": ["org.medchain.ATest"]}
        """);
    assertThat(state("models")).isEqualTo("? ? held by org.medchain.ATest");
  }

  /** RES-1: what was measured has a date, and no code gives it again. */
  @Test
  void whatWasMeasuredIsDated() throws IOException {
    result("tally", "echo 5 > results/tally/count.txt", "experiments/cluster");
    Files.createDirectories(root.resolve("experiments/cluster"));
    command.run("results", "--refresh", "tally");
    write("experiments/cluster/Later.java", "class Later {}");
    assertThat(state("tally")).isEqualTo("2025-01-01 ? dated");
  }

  @Test
  void unknownNameIsOneLineWithAllNames() {
    Ended ended = command.run("results", "--refresh", "tabel");
    MedchainTest.refused(
        ended, "no result is called \"tabel\"; allowed: table/large, table/small, tally");
    MedchainTest.refused(
        command.run("results", "--refresh", "table"), "more than one result begins with \"table\"");
  }

  @Test
  void commandThatFailsLeavesTheManifestAsItWas() throws IOException {
    Path manifest = root.resolve("results/table/large/manifest.json");
    String before = Files.readString(manifest);
    Ended ended = command.run("results", "--refresh", "table/large");
    assertThat(ended.code()).isEqualTo(Medchain.FAILED);
    assertThat(ended.err()).contains("its command ended with 1; its manifest stays as it was");
    assertThat(manifest).hasContent(before);
  }

  @Test
  void codeThatChangesMeanwhileMakesNothing() throws IOException {
    result("tally", "echo more >> tool/count", "tool");
    Ended ended = command.run("results", "--refresh", "tally");
    assertThat(ended.code()).isEqualTo(Medchain.FAILED);
    assertThat(ended.err()).contains("tally: the code changed meanwhile");
  }

  @Test
  void malformedManifestGivesOneLine() throws IOException {
    Path manifest = write("results/tally/manifest.json", "{}");
    MedchainTest.refused(command.run("results", "--check"), manifest + ": not the manifest of a");
    write("results/tally/manifest.json", "{\n\"name\": }");
    MedchainTest.refused(command.run("results", "--check"), manifest + ":2: not JSON");
  }

  /** In the place of the launcher: a run beside, and a page that says what made it. */
  private void launcher() throws IOException {
    Path launcher =
        write(
            "experiments/medchain",
            """
            if [ $1 = run ]; then mkdir -p $4 && mv made $4/q-1-2 && touch $4/q-1-2/.lock
            else mkdir -p $2/report && grep -c '"command_line".*run c.yaml",$' $2/manifest.json > $2/report/page; fi
            """);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  /** So begins a result: nothing says yet that it is a run but its command. */
  @Test
  void firstRunIsMadeIntoItsFolder() throws IOException {
    Path config = command.config(CommandFixture.CONFIG);
    command.run("run", config.toString());
    Files.move(command.onlyRun(), root.resolve("made"));
    result("new", "experiments/medchain run c.yaml", "tool");
    launcher();

    Ended ended = command.run("results", "--refresh", "new");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(root.resolve("results/new/trials.csv")).isNotEmptyFile();
    assertThat(root.resolve("results/runs/refresh-new")).doesNotExist();
  }

  /** A run of a config is made beside the old one; its place and its texts stay. */
  @Test
  void runTakesThePlaceOfTheOldOne() throws IOException {
    Path config = command.config(CommandFixture.CONFIG);
    command.run("run", config.toString());
    Path run = command.onlyRun();
    Path folder = root.resolve("results/q");
    Files.move(run, folder);
    String manifest = Files.readString(folder.resolve("manifest.json"));
    write(
        "results/q/manifest.json",
        manifest.replace("medchain run " + config, "medchain run c.yaml"));
    write("results/q/README.md", "words");
    write("results/q/histograms/99.hlog", "of an older grid");
    write("made/manifest.json", manifest);
    write("made/trials.csv", Files.readString(folder.resolve("trials.csv")));
    for (int i = 1; i <= 8; i++) {
      String log = "histograms/" + i + ".hlog";
      write("made/" + log, Files.readString(folder.resolve(log)));
    }
    String table = Files.readString(folder.resolve("trials.csv"));
    write("results/q/trials.csv", "of an older run");
    launcher();

    Ended ended = command.run("results", "--refresh", "q");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("trials.csv"))).hasSize(9);
    assertThat(folder.resolve("README.md")).hasContent("words");
    assertThat(folder.resolve("report/page")).hasContent("1");
    assertThat(folder.resolve("histograms/99.hlog")).doesNotExist();
    assertThat(root.resolve("results/runs/refresh-q")).doesNotExist();
    assertThat(state("q")).isEqualTo("2025-01-01 ? fresh");
    command.config(CommandFixture.CONFIG + "seed: 2\n");
    assertThat(state("q")).endsWith("stale its config means something else now");
    command.config("# A comment.\n" + CommandFixture.CONFIG);
    assertThat(state("q")).endsWith("fresh");
    write("reference-node/core/src/main/java/A.java", "// Words in the code, which move nothing.");
    assertThat(state("q")).endsWith("fresh");
    command =
        new CommandFixture(
            root,
            (trial, hook) ->
                trial.nodes() == 7 ? FakeTrials.failing(trial, hook) : FakeTrials.run(trial, hook));
    assertThat(state("q")).contains("stale trial ").endsWith(" gives another row");
    String file = "results/q/manifest.json";
    String now = Files.readString(root.resolve(file));
    write("results/q/trials.csv", table.replaceFirst("trial,", "number,"));
    String hash = ResultFiles.hash(folder);
    write(file, now.replaceFirst("(\"files_hash\" : \")[0-9a-f]+", "$1" + hash));
    assertThat(state("q")).endsWith("stale its config or its tables are not of this version");
  }
}
