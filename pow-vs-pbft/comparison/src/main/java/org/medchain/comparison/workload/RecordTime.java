package org.medchain.comparison.workload;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When data was made, as people's files say it (CMP-10): FHIR R4's dateTime and instant, which are
 * a part of ISO 8601, in any year of them.
 */
public final class RecordTime {
  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "allowed are the years 0001 to 9999: 1958, 1958-03, 1958-03-02, 1958-03-02T08:30:00.5+01:00";

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:(-\\d\\d)(?:(-\\d\\d)(?:T(\\d\\d:\\d\\d)(?:(:\\d\\d)(?:\\.(\\d+))?)?"
              + "(Z|[+-]\\d\\d:\\d\\d))?)?)?");

  private RecordTime() {}

  /**
   * Milliseconds of Unix time, before 1970 less than 0; empty if the text is no time. What is not
   * said is the earliest, in UTC; digits after the milliseconds are left out.
   */
  public static OptionalLong ms(String text) {
    Matcher parts = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    try {
      if (parts.matches() && !parts.group(1).equals("0000")) {
        return OptionalLong.of(ms(parts));
      }
    } catch (DateTimeException e) {
      // No such day, hour or offset.
    }
    return OptionalLong.empty();
  }

  private static long ms(Matcher parts) {
    LocalDate day = LocalDate.parse(parts.group(1) + or(parts, 2, "-01") + or(parts, 3, "-01"));
    // Unix time counts a leap second as the one after it.
    boolean leap = ":60".equals(parts.group(5));
    LocalTime time = LocalTime.parse(or(parts, 4, "00:00") + (leap ? ":59" : or(parts, 5, ":00")));
    long seconds = day.atTime(time).toEpochSecond(ZoneOffset.of(or(parts, 7, "Z")));
    int millis = Integer.parseInt((or(parts, 6, "") + "000").substring(0, 3));
    return (leap ? seconds + 1 : seconds) * 1000 + millis;
  }

  private static String or(Matcher parts, int group, String missing) {
    return Objects.requireNonNullElse(parts.group(group), missing);
  }
}
