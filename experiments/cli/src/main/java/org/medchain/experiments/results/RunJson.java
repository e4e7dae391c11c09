package org.medchain.experiments.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.medchain.comparison.ColumnDefinition.ColumnType;
import org.medchain.comparison.GridKey;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as JSON, for programs (EXP-6): numbers are numbers, absent values are null. */
public final class RunJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** The columns with a figure and a bar for each cell. */
  private static final List<TrialColumn> ESTIMATED =
      List.of(
          TrialColumn.THROUGHPUT_TPS,
          TrialColumn.OFFERED_TPS,
          TrialColumn.WINDOW_S,
          TrialColumn.LATENCY_P50_MS,
          TrialColumn.LATENCY_P90_MS,
          TrialColumn.LATENCY_P99_MS,
          TrialColumn.LATENCY_MAX_MS,
          TrialColumn.MESSAGES_PER_TX,
          TrialColumn.BYTES_PER_TX,
          TrialColumn.HASHES_PER_TX);

  private RunJson() {}

  /** The text, without a line feed at its end. */
  public static String of(RecordedRun run, List<CellSummary> cells) {
    RunFolder folder = run.folder();
    ObjectNode json = MAPPER.createObjectNode();
    for (String field : List.of("name", "config_hash", "code_hash")) {
      json.put(field, run.manifest().text(field));
    }
    ObjectNode paths = json.putObject("paths");
    paths.put("folder", absolute(folder.path()));
    paths.put("trials", absolute(folder.trials()));
    paths.put("manifest", absolute(folder.manifest()));
    paths.put("report", absolute(folder.page()));
    if (Files.exists(folder.steps())) {
      paths.put("steps", absolute(folder.steps()));
    }
    json.set("summary", summary(RunSummary.of(run)));
    ArrayNode cellNodes = json.putArray("cells");
    cells.forEach(cell -> cellNodes.add(cell(cell)));
    ArrayNode trialNodes = json.putArray("trials");
    List<TrialColumn> columns = TrialsFile.columns(run.rows());
    run.rows().forEach(row -> trialNodes.add(trial(row, columns)));
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static ObjectNode cell(CellSummary summary) {
    ObjectNode json = MAPPER.createObjectNode();
    TrialRow first = summary.rows().getFirst();
    for (GridKey key : GridKey.values()) {
      TrialColumn column = key.column();
      if (summary.cell().game().isPresent() || column.condition() == ColumnCondition.ALWAYS) {
        put(json, column.header(), first.text(column));
      }
    }
    first.axes().forEach((path, text) -> put(json, path, text));
    json.put("expected_live", summary.expectedLive()).put("repeats", summary.rows().size());
    json.put("submitted", summary.total(TrialColumn.SUBMITTED));
    json.put("committed", summary.total(TrialColumn.COMMITTED));
    if (summary.estimate(TrialColumn.VIEW_CHANGES).present() > 0) {
      json.put("repeats_with_view_change", summary.countPositive(TrialColumn.VIEW_CHANGES));
    }
    for (TrialColumn column : ESTIMATED) {
      RepeatEstimate estimate = summary.estimate(column);
      ObjectNode node = json.putObject(column.header());
      boolean range = estimate.bar() == ErrorBarKind.RANGE;
      put(node, range ? "pooled" : "mean", estimate.value());
      put(node, range ? "least" : "low_95", estimate.low());
      put(node, range ? "greatest" : "high_95", estimate.high());
      if (range) {
        put(node, "low_95", summary.interval(column).low());
        put(node, "high_95", summary.interval(column).high());
      }
      node.put("repeats_with_value", estimate.present());
    }
    return json.put("verdict", summary.verdict());
  }

  private static ObjectNode trial(TrialRow row, List<TrialColumn> columns) {
    ObjectNode json = MAPPER.createObjectNode();
    for (TrialColumn column : columns) {
      String text = row.text(column);
      switch (text.isEmpty() ? ColumnType.NUMBER : column.definition().type()) {
        case BOOLEAN -> json.put(column.header(), Boolean.parseBoolean(text));
        case TEXT -> json.put(column.header(), text);
        case COUNT, NUMBER, SIGNED -> put(json, column.header(), text);
      }
    }
    row.axes().forEach((path, text) -> put(json, path, text));
    return json;
  }

  /** A number, if it is one. */
  private static void put(ObjectNode json, String key, String text) {
    if (text.isEmpty()) {
      json.putNull(key);
    } else {
      boolean number = CsvTable.isNumber(text);
      json.set(key, number ? MAPPER.readTree(text) : MAPPER.valueToTree(text));
    }
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    put(node, key, CsvTable.text(value));
  }

  private static ObjectNode summary(RunSummary summary) {
    return MAPPER
        .createObjectNode()
        .put("trials_planned", summary.planned())
        .put("trials_finished", summary.finished())
        .put("pass", summary.passed())
        .put("fail", summary.failed())
        .put("unequal", summary.unequal())
        .put("unknown", summary.unknown())
        .put("messages_delivered", summary.messages())
        .put("wall_s", summary.wallS())
        .put("messages_per_s", summary.messagesPerS());
  }
}
