package org.medchain.faults.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.judge.Judgement;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.format.HistoryReader;
import org.medchain.history.value.HistoryValue;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** FAULT-10 and FAULT-12: what a run leaves. */
class TestFolderTest {
  private static final TestProvenance CODE =
      new TestProvenance(
          "medchain faults run sample.yaml",
          JsonNodeFactory.instance.objectNode().put("code_hash", "c0de"));

  @TempDir Path folder;

  private Path written(FinishedTest test) throws IOException {
    TestFolder results = TestFolder.create(folder, test.config());
    results.write(test, CODE);
    return results.path();
  }

  private static Document xml(Path file) throws Exception {
    // HTML's doctype has no DTD, so nothing is fetched.
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Files.readString(file))));
  }

  private static List<String> matches(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyDrawingAndPageIsWellFormedAndLinksToWhatIsThere() throws Exception {
    Path results = written(SampleRuns.withLie());
    try (Stream<Path> all = Files.list(results)) {
      for (Path each : all.toList()) {
        if (each.toString().matches(".*\\.(svg|html)")) {
          assertThat(xml(each).getDocumentElement().getTagName()).isIn("svg", "html");
        }
      }
    }
    String text = Files.readString(results.resolve("index.html"));
    assertThat(text).doesNotContain("http://localhost", "https://", "<script");
    List<String> links = matches("(?:href|src|srcset)=\"([^\"#]+)\"", text);
    assertThat(links).allMatch(link -> Files.exists(results.resolve(link)));
    assertThat(links).contains("config.yaml", "manifest.json", "verdict.json", "history.edn");
    assertThat(text).contains("class=\"invalid\"", "read ok", "p99");
  }

  @Test
  void theTimelineHasABarForEachOperationAndMarksTheImpossibleOne() throws Exception {
    FinishedTest test = SampleRuns.withLie();
    assertThat(test.judgement().verdict()).isEqualTo(HistoryValidity.INVALID);
    String page = Files.readString(written(test).resolve("index.html"));
    List<String> bars = matches("<g class=\"(ok|fail|info)(?: marked)?\"", page);
    assertThat(bars).hasSize(test.operations().size()).contains("ok", "fail", "info");
    assertThat(page)
        .contains("0.0 s to ")
        .containsOnlyOnce("id=\"impossible\"")
        .contains("no order of these operations explains the marked one")
        .contains("partition-halves n0,n1", "partition-single n2");
    assertThat(matches("( marked\")", page))
        .hasSize(test.counterexample().orElseThrow().operations().size());
  }

  @Test
  void theManifestSaysWhatWasRunAndHowItWent() throws Exception {
    FinishedTest test = SampleRuns.good();
    JsonNode manifest =
        JsonMapper.shared().readTree(Files.readString(written(test).resolve("manifest.json")));
    assertThat(manifest.path("seed").asInt(0)).isEqualTo(3);
    assertThat(manifest.path("command_line").asString("")).isEqualTo(CODE.commandLine());
    assertThat(manifest.path("code_hash").asString("")).isEqualTo("c0de");
    assertThat(manifest.path("jdk").path("version").asString("")).isNotEmpty();
    assertThat(manifest.path("wall_s").asDouble(0)).isEqualTo(12);
    JsonNode operations = manifest.path("operations");
    assertThat(
            operations.path("ok").asInt(0)
                + operations.path("fail").asInt(0)
                + operations.path("info").asInt(0))
        .isEqualTo(test.operations().size());
    assertThat(manifest.path("faults").path("partition-halves").asInt(0)).isEqualTo(1);
    assertThat(manifest.path("skipped_kinds").get(0).asString("")).isEqualTo("disk-full");
    assertThat(manifest.path("recovery")).hasSize(2);
    // Without a quorum nothing succeeds before the heal.
    assertThat(manifest.path("recovery").get(0).path("from_beginning_s").asDouble(0))
        .isGreaterThan(3);
    assertThat(manifest.path("recovery_by_kind").path("partition-halves").path("from_heal_p99_s"))
        .isEqualTo(manifest.path("recovery").get(0).path("from_heal_s"));
  }

  @Test
  void theHistoryAndTheConfigCanBeReadAgain() throws Exception {
    FinishedTest test = SampleRuns.withLie();
    Path results = written(test);
    assertThat(HarnessConfigFile.read(results.resolve("config.yaml"))).isEqualTo(test.config());
    String text = Files.readString(results.resolve("history.edn"));
    assertThat(HistoryReader.read(text).operations()).hasSameSizeAs(test.operations());
    JsonNode verdict =
        JsonMapper.shared().readTree(Files.readString(results.resolve("verdict.json")));
    assertThat(verdict.path("verdict").asString("")).isEqualTo("invalid");
    assertThat(verdict.path("checkers").get(0).path("findings")).isNotEmpty();
  }

  /** Of a run longer than two minutes the page shows the beginning, or what surrounds the flaw. */
  @Test
  void aLongRunShowsAPart() throws Exception {
    FinishedTest lie = SampleRuns.withLie();
    List<HistoryEvent> events = new ArrayList<>(lie.judgement().history().events());
    events.add(
        new HistoryEvent(
            events.size(),
            999,
            EventType.INVOKE,
            "read",
            HistoryValue.nil(),
            OptionalLong.of(1_000_000_000_000L),
            Map.of()));
    History history = History.of(events);
    long impossibleNs =
        lie.counterexample().orElseThrow().impossible().invocation().time().orElseThrow();
    assertThat(page(lie, new Judgement(history, lie.judgement().results())))
        .contains(
            String.format(
                Locale.ROOT,
                "%.1f s to %.1f s of 1000.0 s",
                Math.max(0, impossibleNs / 1e9 - 10),
                impossibleNs / 1e9 + 10));
    assertThat(page(lie, new Judgement(history, List.of())))
        .contains("0.0 s to 120.0 s of 1000.0 s");
  }

  private static String page(FinishedTest of, Judgement judgement) {
    return RunPage.html(
        new FinishedTest(of.config(), List.of(), of.outcome(), judgement, of.start(), of.end()),
        List.of());
  }

  @Test
  void logsOfNodesAreCopied() throws IOException {
    Path node = Files.createDirectories(folder.resolve("cluster/nodes/n2/log"));
    Files.writeString(node.resolveSibling("process.log"), "said");
    Files.writeString(node.resolve("node.jsonl"), "logged");
    NodeLogs.copy(folder, folder.resolve("cluster"));
    assertThat(NodeLogs.names(folder)).containsExactly("nodes/n2-node.jsonl", "nodes/n2.log");
    assertThat(folder.resolve("nodes/n2.log")).hasContent("said");
  }
}
