package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.experiments.MedchainTest.refused;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialHook;
import org.medchain.experiments.CommandFixture.Ended;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunRecord;
import tools.jackson.databind.json.JsonMapper;

/** What a run does where one has been before it, with made-up trials (EXP-8). */
class RunAgainTest {
  @TempDir Path root;
  private final AtomicInteger ran = new AtomicInteger();
  private CommandFixture command;
  private String config;

  @BeforeEach
  void makeProject() throws IOException {
    command = CommandFixture.counting(root, ran, FakeTrials::run);
    config = command.config(CommandFixture.CONFIG).toString();
  }

  @Test
  void whatIsThereIsNotRunAgain() {
    command.run("run", config);
    Ended again = command.run("run", config);
    assertThat(ran).hasValue(8);
    assertThat(again.out()).contains("8 trials: 8 live as promised");
    assertThat(again.err())
        .isEqualTo("8 of 8 trials have a result already; --force runs them again\n");
    command.run("run", config, "--force");
    assertThat(ran).hasValue(16);
  }

  @Test
  void onlyWhatIsMissingIsRun() throws IOException {
    command.run("run", config);
    Path table = command.onlyRun().resolve("trials.csv");
    String whole = Files.readString(table);
    List<String> lines = whole.lines().toList();
    // As after an interruption: some rows were not written, and one has lost its histogram.
    Files.write(table, List.of(lines.get(0), lines.get(1), lines.get(4), lines.get(6)));
    Files.delete(new RunFolder(command.onlyRun()).histogram(4));
    assertThat(command.run("run", config).code()).isZero();
    assertThat(ran).hasValue(8 + 6);
    assertThat(Files.readString(table)).isEqualTo(whole);
  }

  /** EXP-14. */
  @Test
  void truncatedLastRowIsRunAgain() throws IOException {
    command.run("run", config);
    Path table = command.onlyRun().resolve("trials.csv");
    String whole = Files.readString(table);
    Files.writeString(table, whole.substring(0, whole.length() - 30));
    Ended report = command.run("report", command.onlyRun().toString());
    assertThat(report.code()).isZero();
    assertThat(report.err())
        .isEqualTo(table + ":9: the last row is only half written; it is left out\n");
    Ended again = command.run("run", config);
    assertThat(again.code()).isZero();
    assertThat(again.errLines())
        .containsExactly(
            table + ":9: the last row is only half written; its trial runs again",
            "7 of 8 trials have a result already; --force runs them again");
    assertThat(ran).hasValue(9);
    assertThat(Files.readString(table)).isEqualTo(whole);
    // Where nothing is missing the table is mended all the same.
    Files.writeString(table, whole + "8,po");
    assertThat(command.run("run", config).err()).startsWith(table + ":10: the last row is only");
    assertThat(ran).hasValue(9);
    assertThat(Files.readString(table)).isEqualTo(whole);
  }

  @Test
  void otherConfigOrOtherCodeIsAnotherRun() throws IOException {
    command.run("run", config);
    command.run("run", config, "--seed", "2");
    command.run("run", config, "--name", "other");
    Path source = root.resolve("reference-node").resolve("core");
    Files.createDirectories(source.resolve("src").resolve("main"));
    Files.writeString(source.resolve("src").resolve("main").resolve("A.java"), "class A {}");
    command.run("run", config);
    assertThat(ran).hasValue(32);
    try (var runs = Files.list(root.resolve("results").resolve("runs"))) {
      assertThat(runs).hasSize(4);
    }
  }

  @Test
  void brokenTableIsRefusedAndForceReplacesIt() throws IOException {
    command.run("run", config);
    Path table = command.onlyRun().resolve("trials.csv");
    Files.writeString(table, Files.readString(table).replace("true", "maybe"));
    refused(command.run("run", config), table + ":2: not a row");
    refused(command.run("report", command.onlyRun().toString()), table + ":2: not a row");
    assertThat(command.run("run", config, "--force").code()).isZero();
  }

  /** EXP-14: what --force throws away is away before the first trial. */
  @Test
  void forceThrowsEarlierSessionsAway() throws Exception {
    command.run("run", config);
    RunFolder folder = new RunFolder(command.onlyRun());
    CommandFixture killed =
        new CommandFixture(
            root,
            (trial, hook) -> {
              assertThat(folder.trials()).doesNotExist();
              assertThat(folder.manifest()).doesNotExist();
              return FakeTrials.run(trial, hook);
            });
    assertThat(killed.run("run", config, "--force").err()).doesNotContain("no result");
    assertThat(RunManifest.read(folder.manifest()).json().get("sessions")).hasSize(1);
  }

  /** EXP-14: what processes took on one machine is not continued on another one. */
  @Test
  void aRunOnProcessesIsNotContinuedOnAnotherMachine() throws Exception {
    Path file = command.config("name: q\nprotocols: [pbft]\nnodes: [4]\nhost: cluster\n");
    LoadedConfig loaded = LoadedConfig.read(file, ConfigOverrides.NONE);
    RunFolder folder = RunFolder.of(root, loaded, "0".repeat(64));
    FileChannel lock = folder.lock();
    RunRecord record = open(folder, loaded, false);
    record.add(FakeTrials.run(loaded.grid().getFirst(), TrialHook.NONE));
    record.close();
    assertThat(open(folder, loaded, false).rows()).hasSize(1);
    String manifest = Files.readString(folder.manifest());
    Files.writeString(folder.manifest(), manifest.replaceFirst("\"processors\" : ", "$09"));
    assertThatThrownBy(() -> open(folder, loaded, false))
        .hasMessageStartingWith(folder.path() + ": was begun on another machine, and what two");
    assertThat(open(folder, loaded, true).rows()).isEmpty();
    lock.close();
  }

  private RunRecord open(RunFolder folder, LoadedConfig config, boolean fresh)
      throws UserInputException {
    return RunRecord.open(
        folder, root, config, "0".repeat(64), fresh, Clock.systemUTC(), "x", 1, torn -> {});
  }

  @Test
  void twoAtOnceInOneFolderAreRefused() throws Exception {
    command.run("run", config);
    FileChannel lock = new RunFolder(command.onlyRun()).lock();
    refused(command.run("run", config), command.onlyRun() + ": another medchain is running this");
    lock.close();
    assertThat(command.run("run", config).code()).isZero();
  }

  @Test
  void reportIsDrawnAgainAsItWas() throws IOException {
    command.run("run", config);
    Path page = command.onlyRun().resolve("report").resolve("index.html");
    String drawn = Files.readString(page);
    Files.delete(page);
    Ended ended = command.run("report", command.onlyRun().toString());
    assertThat(ended.code()).isZero();
    assertThat(Files.readString(page)).isEqualTo(drawn);
    assertThat(drawn).contains("experiments/medchain report results/runs/q-");
  }

  // EXP-32: what a kill leaves between two writes that follow each other at once.

  @Test
  @Tag("statistical")
  void theConfigIsWrittenWhereOnlyTheManifestWas() throws IOException {
    command.run("run", config);
    RunFolder run = new RunFolder(command.onlyRun());
    String written = Files.readString(run.config());
    Files.delete(run.config());
    Files.delete(run.trials());
    assertThat(command.run("run", config).code()).isZero();
    assertThat(run.config()).hasContent(written);
  }

  /** The table is replaced before the manifest. */
  @Test
  @Tag("statistical")
  void aManifestOlderThanItsTableIsBroughtUpToDate() throws IOException {
    command.run("run", config);
    RunFolder run = new RunFolder(command.onlyRun());
    String whole = Files.readString(run.manifest());
    assertThat(whole).contains("\"trials_finished\" : 8");
    Files.writeString(
        run.manifest(), whole.replace("\"trials_finished\" : 8", "\"trials_finished\" : 7"));
    assertThat(command.run("run", config).code()).isZero();
    assertThat(ran).hasValue(8);
    assertThat(JsonMapper.shared().readTree(Files.readString(run.manifest())))
        .isEqualTo(JsonMapper.shared().readTree(whole));
  }

  /** Also where no trial is missing, as after a killed {@code --force}. */
  @Test
  @Tag("statistical")
  void unfinishedFilesGo() throws IOException {
    command.run("run", config);
    RunFolder run = new RunFolder(command.onlyRun());
    Path histogram = run.histogram(3).resolveSibling("3.hlog.part");
    Path table = run.trials().resolveSibling("trials.csv.part");
    Files.writeString(histogram, "#[trial");
    Files.writeString(table, "trial,");
    assertThat(command.run("run", config).code()).isZero();
    assertThat(ran).hasValue(8);
    assertThat(histogram).doesNotExist();
    assertThat(table).doesNotExist();
    assertThat(run.histogram(3)).exists();
  }
}
