package org.medchain.day.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.medchain.experiments.config.SchemaText;

/**
 * A step of a day: a command, and how it must end, with or without faults.
 *
 * @param words as a person types them, with the words that {@code steps.txt} explains
 * @param exit its exit code
 * @param waits whether it begins after the times that SHORTLY stood for in earlier steps
 */
record DayStep(String words, int exit, boolean waits) {
  /** All of the day (PROC-8), as {@code steps.txt} lists them. */
  static final List<DayStep> ALL =
      SchemaText.of(DayStep.class, "steps.txt")
          .lines()
          .filter(each -> !each.isEmpty() && !each.startsWith("#"))
          .map(each -> each.split(" +", 2))
          .map(each -> of(each[0], each[1]))
          .toList();

  private static final Pattern OPENED = Pattern.compile("-o (\\S+\\.dcm)");

  /** A line of the steps. */
  private static DayStep of(String end, String words) {
    return switch (end) {
      case "ok" -> new DayStep(words, 0, false);
      case "refused" -> new DayStep(words, 1, false);
      case "too-late" -> new DayStep(words, 1, true);
      default -> throw new IllegalArgumentException(end + " " + words);
    };
  }

  /** A file that the command must leave, with the content of the uploaded one. */
  Optional<String> opened() {
    return exit == 0
        ? OPENED.matcher(words).results().map(each -> each.group(1)).findFirst()
        : Optional.empty();
  }
}
