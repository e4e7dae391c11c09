package org.medchain.study.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table for people and the same rows for programs: each value is written once, and each writer
 * has its form for it.
 */
public final class ResultTable implements ResultPart {
  private final List<String> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings. */
  public ResultTable(List<String> columns) {
    this.columns.addAll(columns);
  }

  /** The table of this name, whose headings are among the texts. */
  public static ResultTable named(String name) {
    return new ResultTable(Arrays.asList(StudyText.of(name + ".columns").split(" \\| ", -1)));
  }

  /** One more column at the right. */
  public ResultTable column(String heading) {
    columns.add(heading);
    return this;
  }

  /** A row for people alone. */
  public Row row() {
    return row(ResultJson.object());
  }

  /** A row whose values programs find in a new object of a list. */
  public Row row(ArrayNode list) {
    return row(list.addObject());
  }

  /** A row whose values programs find in an object. */
  public Row row(ObjectNode json) {
    List<String> cells = new ArrayList<>();
    rows.add(cells);
    return new Row(json, cells);
  }

  /** One row, which is filled from left to right. */
  public record Row(ObjectNode json, List<String> cells) {
    /** A value for people and programs. */
    public Row put(String key, Object value) {
      return json(key, value).cell(value);
    }

    /** A share or probability for both. */
    public Row share(String key, double value) {
      return json(key, value).cell(NumberFormats.share(value));
    }

    /** A value for programs alone. */
    public Row json(String key, Object value) {
      ResultJson.put(json, key, value);
      return this;
    }

    /** A value for people alone. */
    public Row cell(Object value) {
      cells.add(NumberFormats.text(value));
      return this;
    }

    /** Numbers with all their digits, for tables of numbers. */
    public Row exact(double... values) {
      Arrays.stream(values).mapToObj(Double::toString).forEach(cells::add);
      return this;
    }

    /** Several cells. */
    public Row all(List<String> values) {
      cells.addAll(values);
      return this;
    }
  }

  List<String> columns() {
    return columns;
  }

  List<List<String>> rows() {
    return rows;
  }

  /** Without the rows that its JSON alone has: those after the first ones. */
  public ResultTable first(int most) {
    rows.subList(Math.min(most, rows.size()), rows.size()).clear();
    return this;
  }

  /** Whether it has no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table as comma-separated values. */
  public String csv() {
    return Stream.concat(Stream.of(columns), rows.stream())
        .map(row -> row.stream().map(ResultTable::quoted).collect(Collectors.joining(",")) + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String name) {
    return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
