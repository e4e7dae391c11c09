package org.medchain.day.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The steps of the day (PROC-8), as {@code steps.txt} lists them. */
final class DaySteps {
  static final List<DayStep> ALL = read();

  private DaySteps() {}

  private static List<DayStep> read() {
    try (InputStream file = DaySteps.class.getResourceAsStream("steps.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(each -> !each.isEmpty() && !each.startsWith("#"))
          .map(each -> each.split(" +", 2))
          .map(each -> DayStep.of(each[0], each[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the first step whose words begin so; from 1. */
  static int number(String words) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).words().startsWith(words)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no step of the day is '" + words + "'");
  }
}
