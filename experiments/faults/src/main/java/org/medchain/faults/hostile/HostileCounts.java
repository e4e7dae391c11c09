package org.medchain.faults.hostile;

import java.util.List;
import org.medchain.cluster.load.LoadLineCodec;

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
  /** Those of all peers of a process, which it writes as a line. */
  private record PeersLine(List<HostileCounts> peers) {}

  static String encode(List<HostileCounts> all) {
    return LoadLineCodec.encode(new PeersLine(all));
  }

  /**
   * Reads such a line.
   *
   * @throws RuntimeException if the line has no such counts
   */
  public static List<HostileCounts> decode(String line) {
    return LoadLineCodec.decode(line, PeersLine.class).peers();
  }
}
