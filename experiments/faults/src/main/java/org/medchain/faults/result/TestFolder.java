package org.medchain.faults.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.judge.Judgement;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.format.HistoryWriter;
import org.medchain.launcher.WholeFolder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results of a test (FAULT-10, FAULT-12).
 *
 * @param path of the folder
 */
public record TestFolder(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Where the results of a test will be; makes nothing. */
  public static Path path(Path parent, HarnessConfig config) {
    return parent
        .resolve(config.name() + "-" + config.host() + "-" + config.seed())
        .toAbsolutePath()
        .normalize();
  }

  /** An empty folder with the config, its plan written out. */
  public static TestFolder create(Path parent, HarnessConfig config) throws IOException {
    Path path = path(parent, config);
    if (Files.exists(path)) {
      WholeFolder.delete(path);
    }
    Files.createDirectories(path);
    Files.writeString(path.resolve("config.yaml"), HarnessConfigFile.text(config));
    return new TestFolder(path);
  }

  /** Writes all that a person may want to see of a test; the logs of nodes are there already. */
  public void write(FinishedTest test, TestProvenance code) throws IOException {
    Judgement judgement = test.judgement();
    put("history.edn", HistoryWriter.write(judgement.history().events()));
    put("verdict.json", verdict(judgement));
    put("manifest.json", TestManifest.text(test, code));
    put("index.html", RunPage.html(test, NodeLogs.names(path)));
  }

  private void put(String name, String text) throws IOException {
    AtomicFile.write(path.resolve(name), text);
  }

  /** The verdict of a test and its reasons, for a terminal. */
  public static List<String> lines(Judgement judgement) {
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
    ObjectNode root = JSON.createObjectNode().put("verdict", judgement.verdict().word());
    ArrayNode checkers = root.putArray("checkers");
    for (CheckResult each : judgement.results()) {
      checkers
          .addObject()
          .put("name", each.checker())
          .put("verdict", each.verdict().word())
          .putPOJO("counts", each.counts())
          .putPOJO("findings", each.findings());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }
}
