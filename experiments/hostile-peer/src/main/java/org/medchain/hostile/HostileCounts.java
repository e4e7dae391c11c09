package org.medchain.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a hostile peer of a process did since the last time that it was asked.
 *
 * @param role of the peer
 * @param sent messages and calls, over open links
 * @param unsent those for which there was no link, or no room on it
 * @param heard messages that came back
 * @param answered calls
 * @param refused calls that were refused, or not answered in time
 * @param closed links that ended
 */
public record HostileCounts(
    HostileRole role,
    long sent,
    long unsent,
    long heard,
    long answered,
    long refused,
    long closed) {
  /** What was added after these earlier ones. */
  HostileCounts since(HostileCounts earlier) {
    return new HostileCounts(
        role,
        sent - earlier.sent,
        unsent - earlier.unsent,
        heard - earlier.heard,
        answered - earlier.answered,
        refused - earlier.refused,
        closed - earlier.closed);
  }

  /** Those of all peers of a process, as it writes them in a line. */
  static String encode(List<HostileCounts> all) {
    return all.stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s %d %d %d %d %d %d",
                    each.role.word(),
                    each.sent,
                    each.unsent,
                    each.heard,
                    each.answered,
                    each.refused,
                    each.closed))
        .collect(Collectors.joining(";"));
  }

  /**
   * Reads such a line.
   *
   * @throws IllegalArgumentException if the line has no such counts
   */
  public static List<HostileCounts> decode(String line) {
    List<HostileCounts> all = new ArrayList<>();
    for (String each : line.split(";", -1)) {
      String[] words = each.split(" ", -1);
      if (words.length != 7) {
        throw new IllegalArgumentException("no counts of hostile peers: " + line);
      }
      HostileRole role =
          HostileRole.of(words[0])
              .orElseThrow(() -> new IllegalArgumentException("no hostile role: " + words[0]));
      long[] counts = new long[words.length];
      for (int i = 1; i < words.length; i++) {
        counts[i] = Long.parseLong(words[i]);
      }
      all.add(
          new HostileCounts(
              role, counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]));
    }
    return all;
  }
}
