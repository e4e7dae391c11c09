package org.medchain.application.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;

/**
 * A word that records are found by (VER-2): in compatibility form (Unicode NFKC) and lower case, so
 * that a doctor's word and a patient's input give one keyword. Either a word of a description, or a
 * value behind {@code type:}, {@code doctor:} or {@code date:}.
 *
 * @param text in normal form
 */
public record Keyword(String text) implements Comparable<Keyword> {
  /** Shorter words of a description do not count as keywords. */
  public static final int MIN_WORD_LENGTH = 2;

  private static final String TYPE = "type:";
  private static final String DOCTOR = "doctor:";
  private static final String DATE = "date:";

  /** No word has a colon, so that nobody's description says this. */
  private static final String RESERVED = "padding:";

  private static final Pattern DAY_OR_MONTH = Pattern.compile("\\d{4}-\\d{2}(-\\d{2})?");
  private static final int MONTH_AT = 5;
  private static final int DAY_AT = 8;

  /** The most letters of an input that a refusal repeats. */
  private static final int MAX_ECHO = 40;

  private static final int DAYS_OF_ERA = 146_097;
  private static final long DAY_MS = 86_400_000;

  /** Refuses what is not in normal form. */
  public Keyword {
    Argument.refuseIf(
        text.isEmpty() || !normal(text).equals(text), "not a keyword in normal form: %s", text);
  }

  /**
   * The keyword that a person typed: a word, or a value behind one of the prefixes.
   *
   * @throws IllegalArgumentException if it is neither one word nor has a known prefix
   */
  public static Keyword of(String typed) {
    String normal = normal(typed);
    for (String prefix : List.of(TYPE, DOCTOR, DATE)) {
      if (normal.startsWith(prefix) && normal.length() > prefix.length()) {
        return prefixed(prefix, normal.substring(prefix.length()).strip());
      }
    }
    Argument.refuseIf(
        !List.of(normal).equals(Keywords.words(normal)),
        "neither one word of letters and digits nor type:, doctor: or date: with a value: %s",
        shortened(typed));
    return new Keyword(normal);
  }

  private static Keyword prefixed(String prefix, String value) {
    Argument.refuseIf(
        prefix.equals(DATE) && !(DAY_OR_MONTH.matcher(value).matches() && isOnCalendar(value)),
        "a date is a day as 2026-11-25 or a month as 2026-11, not: %s",
        shortened(value));
    return new Keyword(prefix + value);
  }

  private static boolean isOnCalendar(String date) {
    int month = Integer.parseInt(date, MONTH_AT, MONTH_AT + 2, 10);
    int day = date.length() > DAY_AT ? Integer.parseInt(date, DAY_AT, DAY_AT + 2, 10) : 1;
    int year = Integer.parseInt(date, 0, MONTH_AT - 1, 10);
    return month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
  }

  /** How many days a month has. */
  private static int days(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Enough of it to be known again. */
  private static String shortened(String typed) {
    return typed.codePointCount(0, typed.length()) <= MAX_ECHO
        ? typed
        : typed.substring(0, typed.offsetByCodePoints(0, MAX_ECHO)) + "…";
  }

  /** The type of a record, without the space around it, of whichever kind. */
  public static Keyword type(String type) {
    return new Keyword(TYPE + normal(type));
  }

  /** The doctor who made it. */
  public static Keyword doctor(PublicKey doctor) {
    return new Keyword(DOCTOR + doctor.value().toHex());
  }

  /** The day on which it was made, in Greenwich: {@code date:2026-11-26}. */
  public static Keyword day(long timestampMs) {
    return new Keyword(DATE + date(timestampMs));
  }

  /** The month in which it was made, in Greenwich: {@code date:2026-11}. */
  public static Keyword month(long timestampMs) {
    String day = date(timestampMs);
    return new Keyword(DATE + day.substring(0, day.length() - "-01".length()));
  }

  /** One of the keywords that only padding is entered under. */
  static Keyword reserved(int number) {
    return new Keyword(RESERVED + number);
  }

  /** Unicode NFKC and lower case, without space around it. */
  static String normal(String text) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    // Lower case of a composed letter may be two characters that compose again.
    return Normalizer.normalize(lower, Normalizer.Form.NFKC).strip();
  }

  /** Year, month and day of the proleptic Gregorian calendar, from days (Hinnant 2013). */
  private static String date(long timestampMs) {
    long days = Math.floorDiv(timestampMs, DAY_MS) + 719_468;
    long era = Math.floorDiv(days, (long) DAYS_OF_ERA);
    long ofEra = days - era * DAYS_OF_ERA;
    long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / (DAYS_OF_ERA - 1)) / 365;
    long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * ofYear + 2) / 153;
    long day = ofYear - (153 * fromMarch + 2) / 5 + 1;
    long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
  }

  @Override
  public int compareTo(Keyword other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
