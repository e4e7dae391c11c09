package org.medchain.paper.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.paper.source.SourceProblem;
import org.medchain.paper.value.ExpressionParser;
import org.medchain.paper.value.QuotedParts;
import org.medchain.paper.value.RowCondition;
import org.medchain.paper.value.ValueExpression;

/** What a placeholder asks for. */
sealed interface Directive {
  /**
   * {@code quick = results/quickstart/trials.csv}: a short name for a source.
   *
   * @param path of the file, perhaps with {@code #list}
   */
  record Alias(String name, String path) implements Directive {}

  /**
   * {@code quick: nodes | max | %.0f}: one value.
   *
   * @param source a path or a short name
   */
  record Quotation(String source, ValueExpression expression) implements Directive {}

  /**
   * {@code table quick where … by nodes: "head" COLUMN | …; "head" …}: a row for each combination
   * of keys.
   *
   * @param source a path or a short name
   * @param conditions that the rows of the source meet
   * @param keys columns by which rows belong together
   * @param otherwise what stands there where no row meets the conditions; none: that is an error
   * @param cells what is made of the rows that belong together
   */
  record TableOf(
      String source,
      List<RowCondition> conditions,
      List<String> keys,
      Optional<String> otherwise,
      List<TableCell> cells)
      implements Directive {}

  /**
   * A column of a table.
   *
   * @param head its name
   * @param value of a group of rows
   */
  record TableCell(String head, ValueExpression value) {}

  /** {@code if results/claims/verdicts.csv}: what follows is for a tree that has this file. */
  record IfThere(String path) implements Directive {}

  /** {@code else}. */
  record Else() implements Directive {}

  /** {@code end}. */
  record End() implements Directive {}

  /** {@code sources}: a table of all files that the page quotes, with what made them. */
  record SourceList() implements Directive {}

  /** {@code contents}: the chapters. */
  record Contents() implements Directive {}

  /** Reads placeholders. */
  final class DirectiveParser {
    private static final String ALLOWED =
        "allowed: SOURCE: COLUMN where …, NAME = PATH, table SOURCE by COLUMN: …, if PATH, else,"
            + " end, sources, contents";
    private static final Pattern ALIAS = Pattern.compile("([a-z][\\w-]*)\\s*=\\s*(\\S+)");
    private static final Pattern VALUE = Pattern.compile("([^\\s:]+)\\s*:\\s*(.+)");
    private static final Pattern TABLE =
        Pattern.compile(
            "table\\s+(\\S+)(?:\\s+where\\s+(.+?))?\\s+by\\s+([\\w.,\\s-]+?)"
                + "(?:\\s+or\\s+(\"[^\"]*\"))?\\s*:\\s*(.+)");
    private static final Pattern CELL = Pattern.compile("(\"[^\"]*\"|'[^']*')\\s+(.+)");

    private DirectiveParser() {}

    /**
     * Reads what stands between the braces; line ends in it are spaces.
     *
     * @throws SourceProblem that says what is allowed
     */
    static Directive parse(String inner) throws SourceProblem {
      String text = inner.strip().replaceAll("\\s*\\R\\s*", " ");
      return switch (text) {
        case "else" -> new Else();
        case "end" -> new End();
        case "sources" -> new SourceList();
        case "contents" -> new Contents();
        default -> withWords(text);
      };
    }

    private static Directive withWords(String text) throws SourceProblem {
      if (text.startsWith("if ")) {
        return new IfThere(text.substring("if ".length()).strip());
      }
      if (text.startsWith("table ")) {
        return table(text);
      }
      Matcher alias = ALIAS.matcher(text);
      if (alias.matches()) {
        return new Alias(alias.group(1), alias.group(2));
      }
      Matcher value = VALUE.matcher(text);
      if (value.matches()) {
        return new Quotation(value.group(1), ExpressionParser.parse(value.group(2)));
      }
      throw new SourceProblem("'{{" + text + "}}' is no placeholder; " + ALLOWED);
    }

    private static Directive table(String text) throws SourceProblem {
      Matcher parts = TABLE.matcher(text);
      if (!parts.matches()) {
        throw new SourceProblem(
            "a table is: table SOURCE [where COLUMN=VALUE, …] by COLUMN, … [or \"TEXT\"]: \"HEAD\""
                + " COLUMN | …; \"HEAD\" …");
      }
      List<TableCell> cells = new ArrayList<>();
      for (String each : QuotedParts.split(parts.group(5), ';')) {
        Matcher cell = CELL.matcher(each);
        if (!cell.matches()) {
          throw new SourceProblem(
              "'" + each + "': a column of a table begins with its head in quotes");
        }
        String head = QuotedParts.unquoted(cell.group(1));
        cells.add(new TableCell(head, ExpressionParser.parse(cell.group(2))));
      }
      return new TableOf(
          parts.group(1),
          parts.group(2) == null ? List.of() : ExpressionParser.conditions(parts.group(2)),
          QuotedParts.split(parts.group(3), ','),
          Optional.ofNullable(parts.group(4)).map(QuotedParts::unquoted),
          cells);
    }
  }
}
