package org.medchain.paper.value;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.paper.source.SourceProblem;

/**
 * Which rows are meant: {@code nodes=4}, {@code fault_rate<=0.3}, {@code verdict!=pass}. Two
 * numbers are compared as numbers, so that 0 is 0.0; anything else as text. An empty field is
 * neither below nor above anything.
 *
 * @param column that is compared
 * @param sign one of {@code = != < <= > >=}
 * @param value that it is compared with
 */
public record RowCondition(String column, String sign, String value) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([\\w.-]+)\\s*(!=|<=|>=|=|<|>)\\s*(.*?)\\s*", Pattern.DOTALL);

  /**
   * Reads a condition.
   *
   * @throws SourceProblem if it is something else
   */
  static RowCondition parse(String text) throws SourceProblem {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new SourceProblem(
          "'"
              + text.strip()
              + "' is no condition; wanted: COLUMN, one of = != < <= > >=, and a value, as in"
              + " nodes=4");
    }
    String value = QuotedParts.unquoted(parts.group(3));
    return new RowCondition(parts.group(1), parts.group(2), value);
  }

  /** Whether a row is meant. */
  boolean holds(Map<String, String> row) {
    String field = row.getOrDefault(column, "");
    OptionalDouble left = Numbers.of(field);
    OptionalDouble right = Numbers.of(value);
    if (left.isEmpty() || right.isEmpty()) {
      return field.equals(value) ? sign.equals("=") : sign.equals("!=");
    }
    int order = Double.compare(left.getAsDouble() + 0.0, right.getAsDouble() + 0.0);
    return switch (sign) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
