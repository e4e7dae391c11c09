package org.medchain.study.output;

import java.util.List;
import java.util.regex.Pattern;
import org.medchain.game.exact.Vectors;

/** Which columns of a table hold numbers, and so stand right; words stand left. */
final class TableColumns {
  /** A number, perhaps a fraction or with its interval. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+−≈]?[0-9∞]\\S*( %)?( \\[.*\\])?", Pattern.UNICODE_CHARACTER_CLASS);

  /** No value, or the text in place of omitted rows. */
  private static final Pattern NOTHING = Pattern.compile("|[-–—]|NaN|… .*");

  private TableColumns() {}

  /** For each column whether all its values are numbers. */
  static List<Boolean> numeric(int columns, List<List<String>> rows) {
    return Vectors.list(
        columns,
        at -> {
          List<String> values =
              rows.stream()
                  .map(row -> row.get(at))
                  .filter(cell -> !NOTHING.matcher(cell).matches())
                  .toList();
          return !values.isEmpty()
              && values.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
        });
  }
}
