package org.medchain.experiments.config;

import java.util.Map;
import java.util.stream.Collectors;
import org.medchain.comparison.ColumnDefinition;

/** Texts that are resources; reading one of a schema makes no schema, and so logs nothing. */
public final class SchemaText {
  private SchemaText() {}

  /** Of a resource by its name in a class's package, or by its whole name. */
  public static String of(Class<?> beside, String name) {
    return ColumnDefinition.text(beside, name);
  }

  /** The lines {@code key = text} of such a text; indented lines belong to the one above. */
  public static Map<String, String> entries(Class<?> beside, String name) {
    return of(beside, name)
        .replaceAll("\n +", " ")
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isEmpty())
        .map(line -> line.split(" = ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
