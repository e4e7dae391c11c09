package org.medchain.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import tools.jackson.databind.JsonNode;

/** The points of a run's figures as lines of text: of the report, of a table, and of a script. */
final class DrawnPoints {
  private static final List<String> OF_POINT =
      List.of("x", "value", "low", "high", "bar", "present", "repeats", "absence", "cell");

  private DrawnPoints() {}

  static List<String> of(List<ResultFigure> figures) {
    List<String> lines = new ArrayList<>();
    for (ResultFigure figure : figures) {
      for (ResultPanel panel : figure.panels()) {
        for (ResultLine line : panel.lines()) {
          for (ResultPoint point : line.points()) {
            lines.add(
                String.join(
                    "|",
                    figure.id(),
                    figure.title(),
                    panel.title(),
                    text(panel.shadedFrom()),
                    line.name(),
                    line.protocol(),
                    String.valueOf(line.dashed()),
                    line.kind().name().toLowerCase(Locale.ROOT),
                    of(point)));
          }
        }
      }
    }
    return lines;
  }

  private static String of(ResultPoint point) {
    return String.join(
        "|",
        String.valueOf(point.x()),
        text(point.y().value()),
        text(point.y().low()),
        text(point.y().high()),
        point.y().bar().name().toLowerCase(Locale.ROOT),
        String.valueOf(point.y().present()),
        String.valueOf(point.y().repeats()),
        point.y().value().isPresent() ? "NA" : point.absence().words(),
        point.cell().isPresent() ? String.valueOf(point.cell().getAsInt()) : "NA");
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "NA";
  }

  static List<String> ofTable(List<CSVRecord> table) {
    List<String> lines = new ArrayList<>();
    for (CSVRecord row : table) {
      List<String> words = new ArrayList<>();
      for (String name :
          List.of("figure", "title", "panel", "shaded_from", "line", "protocol", "dashed")) {
        words.add(row.get(name));
      }
      words.add(row.get("kind"));
      OF_POINT.forEach(name -> words.add(row.get(name)));
      lines.add(String.join("|", words));
    }
    return lines;
  }

  /** As tidy.py prints them. */
  static List<String> ofJson(JsonNode figures) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> figure : figures.properties()) {
      for (Map.Entry<String, JsonNode> panel : figure.getValue().path("panels").properties()) {
        for (Map.Entry<String, JsonNode> line : panel.getValue().path("lines").properties()) {
          for (JsonNode point : line.getValue().path("points")) {
            List<String> words = new ArrayList<>();
            words.add(figure.getKey());
            words.add(text(figure.getValue().path("title")));
            words.add(panel.getKey());
            words.add(text(panel.getValue().path("shaded_from")));
            words.add(line.getKey());
            List.of("protocol", "dashed", "kind")
                .forEach(name -> words.add(text(line.getValue().path(name))));
            OF_POINT.forEach(name -> words.add(text(point.path(name))));
            lines.add(String.join("|", words));
          }
        }
      }
    }
    return lines;
  }

  private static String text(JsonNode node) {
    return node.isNull()
        ? "NA"
        : node.isDouble() ? String.valueOf(node.doubleValue()) : node.asString();
  }
}
