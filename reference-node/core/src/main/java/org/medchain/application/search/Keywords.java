package org.medchain.application.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.data.PublicKey;

/**
 * Which keywords a record is found by (VER-2): its type, doctor, day and month, then the words of
 * its description as they come, so that an owner makes the same ones when it takes the record out.
 */
public final class Keywords {
  /** The most of one record: later words of a description are left out. */
  public static final int MAX_OF_RECORD = 24;

  private Keywords() {}

  /**
   * The keywords of a record, from its words in clear.
   *
   * @param timestampMs when the data were made, milliseconds of Unix time
   */
  public static List<Keyword> of(
      String description, String type, PublicKey doctor, long timestampMs) {
    Set<Keyword> chosen = new LinkedHashSet<>();
    chosen.add(Keyword.type(type));
    chosen.add(Keyword.doctor(doctor));
    chosen.add(Keyword.day(timestampMs));
    chosen.add(Keyword.month(timestampMs));
    for (String word : words(Keyword.normal(description))) {
      if (chosen.size() == MAX_OF_RECORD) {
        break;
      }
      chosen.add(new Keyword(word));
    }
    return List.copyOf(chosen);
  }

  /** The runs of letters, digits and marks that are long enough. */
  static List<String> words(String normal) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= normal.length(); ) {
      boolean inside = at < normal.length() && isOfWord(normal.codePointAt(at));
      if (!inside && normal.codePointCount(start, at) >= Keyword.MIN_WORD_LENGTH) {
        words.add(normal.substring(start, at));
      }
      at += at < normal.length() ? Character.charCount(normal.codePointAt(at)) : 1;
      start = inside ? start : at;
    }
    return words;
  }

  /** Marks are vowels in many scripts, and part of their word. */
  private static boolean isOfWord(int character) {
    return Character.isLetterOrDigit(character)
        || switch (Character.getType(character)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }
}
