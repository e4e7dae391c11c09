package org.medchain.spec.coverage;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ids of requirements in a text.
 *
 * <p>A citation is the exact id. A row of ids such as "PBFT-9 to PBFT-12" or "PBFT-1…5" cites no
 * requirement: it is too easily written over a file that holds half of them, and a search does not
 * find the ones between. Its ends must exist all the same.
 */
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

  /** What a text cites. */
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
