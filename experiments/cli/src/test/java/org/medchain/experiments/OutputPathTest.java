package org.medchain.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.experiments.MedchainTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.experiments.CommandFixture.Ended;

/** EXP-3: where results cannot be written is said before the minutes that they take. */
class OutputPathTest {
  @TempDir private Path root;
  private CommandFixture command;
  private Path file;

  @BeforeEach
  void project() throws IOException {
    command = new CommandFixture(root, FakeTrials::run);
    file = Files.writeString(root.resolve("file"), "old");
  }

  @Test
  void measurementsBeginOnlyWhereTheirResultsCanBeWritten() throws IOException {
    refused(command.run("bench", "search", "--quick", "--out=" + file), file.toString());
    refused(command.run("bench", "search", "--quick", "--out=" + file + "/x"), file.toString());
    refused(command.run("privacy", "search", "--quick", "--out=" + root), "--out names a file");
    refused(command.run("privacy", "search", "--quick", "--out=" + file + "/x/y"), file.toString());
    refused(command.run("privacy", "--out=" + root), "--out names a file");
    assertThat(Files.readString(file)).isEqualTo("old");
  }

  @Test
  void foldersAreMadeAndNothingElseIsLeftThere() throws IOException {
    Path out = root.resolve("new/folder/privacy.csv");
    Ended ended = command.run("privacy", "--out=" + out);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(Files.readString(out)).isEqualTo(ended.out());
    assertThat(out.getParent().toFile().list()).containsExactly("privacy.csv");
  }

  @Test
  void noSeedsAreNotTheUsualOnes() {
    for (String seeds : new String[] {"0", "-1", "1001"}) {
      refused(
          command.run("privacy", "search", "--quick", "--seeds=" + seeds),
          "medchain privacy search: --seeds is " + seeds + ", allowed are 1 to 1000");
    }
  }
}
