package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.cluster.local.ShortLivedJvms;

/**
 * A cluster's short life within one JVM (CLUSTER-9), which takes the umask as it is: nodes that are
 * started by hand do so too (OPS-22).
 */
@Tag("process")
class TrainingRunTest {
  @TempDir private Path folder;

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ShortLivedJvms.OPTIONS);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + FolderOperations.temporaryFolder(folder),
            "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
            "-cp",
            System.getProperty("java.class.path"),
            TrainingRun.class.getName(),
            folder.resolve("cluster").toString()));
    return command;
  }

  @Test
  void aWholeLifeEndsInOrder() throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(said).content().contains("n0 ", "n3 ", "center ", " ready ");
    NodeRecords.nothingIsOpenToOthers(folder.resolve("cluster"));
  }
}
