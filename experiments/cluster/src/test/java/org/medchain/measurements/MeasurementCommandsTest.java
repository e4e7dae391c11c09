package org.medchain.measurements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.cluster.CommandRunner;
import org.medchain.cluster.CommandRunner.CommandResult;

/** EXP-3: where results cannot be written is said before the minutes that they take. */
class MeasurementCommandsTest {
  private static final String DATASET =
      "--dataset=" + Repository.file("datasets/synthea-sample").toAbsolutePath();

  @TempDir private Path root;
  private Path file;

  @BeforeEach
  void fileThatIsThere() throws IOException {
    file = Files.writeString(root.resolve("file"), "old");
  }

  private static void refused(Callable<Integer> command, String why, String... words) {
    CommandResult run = CommandRunner.run(command, words);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(why);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void measurementsBeginOnlyWhereTheirResultsCanBeWritten() throws IOException {
    String in = file.toString();
    refused(new SearchBenchCommand(), in, "--quick", "--out=" + file);
    refused(new SearchBenchCommand(), in, "--quick", "--out=" + file + "/x");
    refused(new PrivacyCommand(), "--out names a file", "search", "--quick", "--out=" + root);
    refused(new PrivacyCommand(), in, "search", "--quick", "--out=" + file + "/x/y");
    refused(new PrivacyCommand(), "--out names a file", "--out=" + root);
    assertThat(Files.readString(file)).isEqualTo("old");
  }

  @Test
  void foldersAreMadeAndNothingElseIsLeftThere() throws IOException {
    Path made = root.resolve("new/folder/privacy.csv");
    CommandResult run = CommandRunner.run(new PrivacyCommand(), DATASET, "--out=" + made);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(made)).isEqualTo(run.out());
    assertThat(made.getParent().toFile().list()).containsExactly("privacy.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001"})
  void noSeedsAreNotTheUsualOnes(String seeds) {
    refused(
        new PrivacyCommand(),
        "--seeds is " + seeds + ", allowed are 1 to 1000",
        "search",
        "--quick",
        "--seeds=" + seeds);
  }
}
