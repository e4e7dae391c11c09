package org.medchain.faults.hostile;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a hostile peer of a process did since the last time that it was asked. */
public record HostileCounts(HostileRole role, Map<Counted, Long> counts) {
  /** What is counted; the names are the columns of a table. */
  public enum Counted {
    /** Messages and calls, over open links. */
    SENT,
    /** Those for which there was no link, or no room on it. */
    UNSENT,
    /** Messages that came back. */
    HEARD,
    CALLS_ANSWERED,
    /** Calls that were refused, or not answered in time. */
    CALLS_REFUSED,
    LINKS_CLOSED
  }

  /** How many there were. */
  public long of(Counted which) {
    return counts.getOrDefault(which, 0L);
  }

  /** Those of all peers of a process, which it writes as a line. */
  private record PeersLine(List<HostileCounts> peers) {}

  static String encode(List<HostileCounts> all) {
    return JsonMapper.shared().writeValueAsString(new PeersLine(all));
  }

  /**
   * Reads such a line.
   *
   * @throws RuntimeException if the line has no such counts
   */
  public static List<HostileCounts> decode(String line) {
    return JsonMapper.shared().readValue(line, PeersLine.class).peers();
  }
}
