package org.medchain.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.EngineStarter;

/** What Spark cannot run is refused before the first trial (ENG-1, ENG-5). */
class SparkStarterTest {
  @TempDir Path folder;

  private void start(String yaml, Path dataset, String master) throws Exception {
    LoadedConfig config = WorkFixture.load(folder, yaml);
    EngineStarter starter = ServiceLoader.load(EngineStarter.class).findFirst().orElseThrow();
    assertThat(starter.word()).isEqualTo("spark");
    starter.start(new EngineStarter.EngineOrder(config, dataset, Optional.of(master))).close();
  }

  private void assertRefused(String yaml, Path dataset, String master, String... words) {
    assertThatThrownBy(() -> start(yaml, dataset, master))
        .isInstanceOf(UserInputException.class)
        .satisfies(e -> assertThat(((UserInputException) e).lines()).hasSize(1))
        .hasMessageContainingAll(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "local[0]",
        "local[2",
        "yarn",
        "spark://h",
        "spark://h:0x1",
        "spark://h:70000"
      })
  void whatIsNoMasterIsRefused(String master) {
    assertRefused(
        WorkFixture.SMALL, WorkFixture.INDEX.getParent(), master, "'" + master + "'", "local[*]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*]"})
  void thisMachineIsAMaster(String master) throws Exception {
    start(WorkFixture.SMALL, WorkFixture.INDEX.getParent(), master);
  }

  @Test
  void aMasterThatDoesNotAnswerIsNotWaitedFor() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    String master = "spark://127.0.0.1:" + port;
    assertRefused(WorkFixture.SMALL, WorkFixture.INDEX.getParent(), master, master, "answers");
  }

  @Test
  void processesAndBundlesStayHere() {
    assertRefused(
        "name: a\nprotocols: [pbft]\nnodes: [4]\nhost: cluster\n",
        WorkFixture.INDEX.getParent(),
        "local",
        "host: simulation");
    assertRefused(WorkFixture.SMALL, folder, "local", "records.ndjson", folder.toString());
  }
}
