package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.results.RunFolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * EXP-32: what a kill leaves between two writes that follow each other at once, which a killed
 * process seldom shows. The trials are made up.
 */
@Tag("statistical")
class CrashStateTest {
  @TempDir Path root;
  private final AtomicInteger ran = new AtomicInteger();
  private CommandFixture command;
  private String config;
  private RunFolder run;

  @BeforeEach
  void runOnce() throws IOException {
    command = CommandFixture.counting(root, ran, FakeTrials::run);
    config = command.config(CommandFixture.CONFIG).toString();
    command.run("run", config);
    run = new RunFolder(command.onlyRun());
  }

  @Test
  void theConfigIsWrittenWhereOnlyTheManifestWas() throws IOException {
    String written = Files.readString(run.config());
    Files.delete(run.config());
    Files.delete(run.trials());
    assertThat(command.run("run", config).code()).isZero();
    assertThat(run.config()).hasContent(written);
  }

  /** The table is replaced before the manifest. */
  @Test
  void aManifestOlderThanItsTableIsBroughtUpToDate() throws IOException {
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
  void unfinishedFilesGo() throws IOException {
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
