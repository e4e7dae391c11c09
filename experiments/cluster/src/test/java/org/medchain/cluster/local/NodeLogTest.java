package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.operations.LogSettings;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's log: files of JSON lines, plain lines on stderr (OPS-7, OPS-8). */
class NodeLogTest {
  /** Of a file, instead of 64 MB; more than each test but one writes. */
  private static final String FILE_SIZE = "32KB";

  @TempDir private Path folder;

  /** What was written. */
  private record Written(List<JsonNode> file, List<String> stderr) {}

  /** What a node's process would do, in a context of its own. */
  private interface Life {
    void live(LoggerContext context, NodeLog log);
  }

  private Written written(LogSettings settings, Life life) throws IOException, JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter()); // As SLF4J has it done.
    context.start();
    settings.properties("node-7").forEach(context::putProperty);
    context.putProperty("medchain.log.fileSize", FILE_SIZE);
    PrintStream before = System.err;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(getClass().getResource("/logback-node.xml"));
      NodeLog log = new NodeLog(context);
      life.live(context, log);
      log.close();
    } finally {
      System.setErr(before);
    }
    Path file = settings.folder().resolve("node.jsonl");
    return new Written(
        Files.readAllLines(file).stream().map(JsonMapper.builder().build()::readTree).toList(),
        shown.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void everyLineHasNodeViewAndHeight() throws IOException, JoranException {
    Written written =
        written(
            LogSettings.defaults(folder),
            (context, log) -> {
              Logger own = context.getLogger("org.medchain.node.transport.PeerLink");
              Logger library = context.getLogger("io.example.Library");
              own.info("first");
              log.setPosition(3, 120);
              own.atInfo().addKeyValue("peer", "ab\"cd").log("connected {}", 7);
              log.setPosition(3, 121);
              library.warn("odd");
            });

    assertThat(written.file())
        .extracting(line -> line.at("/context/properties/node").asString())
        .containsExactly("node-7", "node-7", "node-7");
    assertThat(written.file())
        .extracting(line -> line.at("/context/properties/view").asString())
        .containsExactly("0", "3", "3");
    assertThat(written.file())
        .extracting(line -> line.at("/context/properties/height").asString())
        .containsExactly("0", "120", "121");
    assertThat(written.file().get(1).at("/formattedMessage").asString()).isEqualTo("connected 7");
    assertThat(written.file().get(1).at("/kvpList/0/peer").asString()).isEqualTo("ab\"cd");
    assertThat(written.stderr().get(1))
        .contains(" INFO  node-7 view 3 height 120 PeerLink: connected 7 ")
        .contains("peer=");
  }

  /** OPERATING.md#cut-logs: a file that has its size is compressed under the day and a number. */
  @Test
  void aLongFileIsPutAsideCompressed() throws IOException, JoranException {
    Written last =
        written(
            LogSettings.defaults(folder),
            (context, log) -> {
              Logger own = context.getLogger("org.medchain.node.host.Host");
              for (int i = 0; i < 500; i++) {
                own.info("{} of many lines that say the same", i);
              }
            });
    assertThat(last.file().size()).isLessThan(500);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .anyMatch(name -> name.matches("node-\\d{4}-\\d\\d-\\d\\d\\.\\d+\\.jsonl\\.gz"));
    }
  }

  @Test
  void anExceptionIsOneLineOnStderrAndWholeInTheFile() throws IOException, JoranException {
    Written written =
        written(
            LogSettings.defaults(folder),
            (context, log) ->
                context
                    .getLogger("org.medchain.node.host.Host")
                    .atError()
                    .setCause(new IllegalStateException("one\ntwo", new IOException("disk")))
                    .log("failed\r\nINFO forged line"));

    assertThat(written.stderr()).hasSize(1);
    assertThat(written.stderr().get(0))
        .contains("failed INFO forged line", "IllegalStateException: one two", "disk")
        .doesNotContain("NodeLogTest.java");
    JsonNode throwable = written.file().get(0).get("throwable");
    assertThat(throwable.get("stepArray").size()).isPositive();
    assertThat(throwable.at("/cause/message").asString()).isEqualTo("disk");
  }

  @Test
  void levelsAreThoseOfTheConfiguration() throws IOException, JoranException {
    LogSettings settings =
        new LogSettings(folder, "WARN", Map.of("transport", "DEBUG", "others", "ERROR"));
    Written written =
        written(
            settings,
            (context, log) -> {
              context.getLogger("org.medchain.node.transport.PeerLink").debug("yes");
              context.getLogger("org.medchain.node.host.Host").info("no");
              context.getLogger("org.medchain.node.host.Host").warn("yes");
              context.getLogger("io.example.Library").warn("no");
              context.getLogger("io.example.Library").error("yes");
            });

    assertThat(written.file())
        .extracting(line -> line.get("formattedMessage").asString())
        .containsExactly("yes", "yes", "yes");
  }

  @Test
  void anotherLoggingLibraryIsNoError() {
    NodeLog log = new NodeLog(new NOPLoggerFactory());

    log.setPosition(1, 2);
    log.close();
  }

  @Test
  void wrongLevelsAreRefusedInOneLine() {
    assertThatThrownBy(() -> new LogSettings(folder, "LOUD", Map.of()))
        .hasMessage("log.level: LOUD; allowed are TRACE, DEBUG, INFO, WARN, ERROR, OFF");
    assertThatThrownBy(() -> new LogSettings(folder, "INFO", Map.of("disk", "INFO")))
        .hasMessageStartingWith("log.levels.disk: no such part; allowed are agency, ");
    assertThatThrownBy(() -> new LogSettings(folder, "INFO", Map.of("host", "LOUD")))
        .hasMessageStartingWith("log.levels.host: LOUD; allowed are ");
  }
}
