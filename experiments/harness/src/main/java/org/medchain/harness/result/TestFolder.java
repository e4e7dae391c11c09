package org.medchain.harness.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.harness.config.HarnessConfig;
import org.medchain.harness.config.HarnessConfigFile;
import org.medchain.harness.judge.Judgement;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.format.HistoryWriter;
import org.medchain.history.format.TextFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results of a test (FAULT-10).
 *
 * @param path of the folder
 */
public record TestFolder(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An empty folder with the config, its plan written out. */
  public static TestFolder create(Path parent, HarnessConfig config) throws IOException {
    Path path =
        parent
            .resolve(config.name() + "-" + config.host() + "-" + config.seed())
            .toAbsolutePath()
            .normalize();
    if (Files.exists(path)) {
      FolderOperations.delete(path);
    }
    Files.createDirectories(path);
    Files.writeString(path.resolve("config.yaml"), HarnessConfigFile.text(config));
    return new TestFolder(path);
  }

  /** Writes history and verdict; what to tell a person of it. */
  public List<String> write(Judgement judgement) throws IOException {
    Files.writeString(
        path.resolve("history.jsonl"),
        HistoryWriter.write(judgement.history().events(), TextFormat.JSONL));
    Files.writeString(
        path.resolve("history.edn"),
        HistoryWriter.write(judgement.history().events(), TextFormat.EDN));
    Files.writeString(path.resolve("verdict.json"), verdict(judgement));
    return lines(judgement);
  }

  private static List<String> lines(Judgement judgement) {
    List<String> lines = new ArrayList<>();
    lines.add(judgement.verdict().word());
    for (CheckResult each : judgement.results()) {
      lines.add("  " + each.checker() + ": " + each.verdict().word() + " " + each.counts());
      for (Finding finding : each.findings()) {
        lines.add("    " + finding.name() + ": " + finding.text());
      }
    }
    return lines;
  }

  private static String verdict(Judgement judgement) {
    ObjectNode root = JSON.createObjectNode();
    root.put("verdict", judgement.verdict().word());
    ArrayNode checkers = root.putArray("checkers");
    for (CheckResult each : judgement.results()) {
      ObjectNode checker = checkers.addObject();
      checker.put("name", each.checker());
      checker.put("verdict", each.verdict().word());
      ObjectNode counts = checker.putObject("counts");
      for (Map.Entry<String, Long> count : each.counts().entrySet()) {
        counts.put(count.getKey(), count.getValue());
      }
      ArrayNode findings = checker.putArray("findings");
      each.findings()
          .forEach(
              finding ->
                  findings.addObject().put("name", finding.name()).put("text", finding.text()));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
