package org.medchain.spec.coverage;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The exact ids of requirements in a text; a row of ids cites none, but its ends must exist. */
final class Citations {
  private static final Pattern ID = Pattern.compile("\\b" + Requirement.ID + "\\b");

  /** Two ids, or an id and a number, with nothing but a word of extent between them. */
  private static final Pattern ROW =
      Pattern.compile(
          ID.pattern()
              + "[\\s*]*(?:\\bto\\b|\\bthrough\\b|…|\\.\\.+|–|—|-)[\\s*]*"
              + "(?:[A-Z]{2,}-)?[0-9]+\\b");

  /** Names that look like requirements and are not. */
  private static final Set<String> FOREIGN =
      Set.of("SHA", "UTF", "ISO", "RFC", "CVE", "JDK", "EIP", "BIP", "FIPS", "AES", "SPDX");

  private Citations() {}

  static Set<String> of(String text) {
    return mentioned(ROW.matcher(text).replaceAll(""));
  }

  /** What a text names, the ends of rows included. */
  static Set<String> mentioned(String text) {
    return ID.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(id -> !FOREIGN.contains(id.substring(0, id.indexOf('-'))))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
