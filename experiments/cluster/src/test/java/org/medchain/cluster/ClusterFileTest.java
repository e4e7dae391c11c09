package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.experiments.config.UserInputException;

/** The file that says what belongs to a cluster (OPS-12). */
class ClusterFileTest {
  @TempDir private Path folder;

  private ClusterFile sample(String name) {
    return new ClusterFile(
        name,
        List.of(
            new ClusterFile.ClusterFileNode(
                "node-0",
                "member",
                "ab".repeat(32),
                "127.0.0.1:7001",
                URI.create("http://127.0.0.1:9101"),
                4711,
                folder.resolve("node-0"))));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException, UserInputException {
    sample("demo").write(folder);

    assertThat(ClusterFile.read(folder)).isEqualTo(sample("demo"));
    assertThat(Files.readString(folder.resolve("cluster.json"))).endsWith("}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[1]", "{\"name\":\"a\",\"nodes\":null}", "{\"name\":"})
  void anythingElseIsRefusedInOneLine(String text) throws IOException {
    Files.writeString(folder.resolve("cluster.json"), text);

    assertThatThrownBy(() -> ClusterFile.read(folder))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("cannot be read as a cluster")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFolderWithoutTheFileIsNoCluster() {
    assertThatThrownBy(() -> ClusterFile.read(folder))
        .isInstanceOf(UserInputException.class)
        .hasMessage(folder + ": not a cluster's folder: it has no cluster.json");
  }

  @Test
  void theLastStartedIsTheNewestFile() throws IOException {
    assertThat(ClusterFile.lastStarted(folder.resolve("none"))).isEmpty();
    assertThat(ClusterFile.lastStarted(folder)).isEmpty();
    for (String name : List.of("one", "two", "three")) {
      sample(name).write(Files.createDirectory(folder.resolve(name)));
    }
    Files.setLastModifiedTime(
        folder.resolve("two").resolve("cluster.json"), FileTime.fromMillis(4_000_000_000_000L));

    assertThat(ClusterFile.lastStarted(folder)).hasValue(folder.resolve("two"));
  }
}
