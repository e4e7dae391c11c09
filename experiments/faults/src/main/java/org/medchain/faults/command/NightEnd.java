package org.medchain.faults.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as options have them: 60s, 5m and 8h, or 06:30 for the next time that it is so late. */
final class NightEnd {
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(s|m|h)");
  private static final Pattern CLOCK = Pattern.compile("[0-9]{1,2}:[0-9]{2}");

  private NightEnd() {}

  /** A duration in seconds; empty if it is not one. */
  static OptionalDouble seconds(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    return OptionalDouble.of(
        switch (matcher.group(2)) {
          case "h" -> 3600 * number;
          case "m" -> 60 * number;
          default -> number;
        });
  }

  /** A duration from now, or a time of the day; empty if it is neither. */
  static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
    OptionalDouble seconds = seconds(text);
    if (seconds.isPresent()) {
      return Optional.of(now.plus(Duration.ofMillis(Math.round(1e3 * seconds.getAsDouble()))));
    }
    if (!CLOCK.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      LocalTime time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
      ZonedDateTime today = now.atZone(zone).with(time);
      return Optional.of((today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
