package org.medchain.experiments.results;

import java.util.Map;
import org.medchain.experiments.config.SchemaText;

/**
 * The sentences of tables, answers, reports and captions, which are in a resource ({@code
 * texts.txt}).
 */
public final class ReportSentence {
  private static final Map<String, String> ALL =
      SchemaText.entries(ReportSentence.class, "texts.txt");

  private ReportSentence() {}

  /** A text with the parts in the places of its {@code {}}. */
  public static String of(String key, Object... parts) {
    String[] pieces = ALL.get(key).split("\\{}", -1);
    StringBuilder text = new StringBuilder(pieces[0]);
    for (int i = 1; i < pieces.length; i++) {
      text.append(parts[i - 1]).append(pieces[i]);
    }
    return text.toString();
  }
}
