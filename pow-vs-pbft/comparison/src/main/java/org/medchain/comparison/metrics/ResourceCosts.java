package org.medchain.comparison.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The network's traffic and the miners' work over the whole run.
 *
 * @param messages delivered, between nodes and between clients and nodes
 * @param bytes of them, encoded
 * @param hashes expected to be spent by the searches; empty where the protocol does not search
 * @param cpuUs processor time of all nodes and clients in µs; empty where no machine is theirs
 *     together
 * @param links of proxies between real processes; empty where there were none
 */
public record ResourceCosts(
    long messages,
    long bytes,
    OptionalDouble hashes,
    OptionalDouble cpuUs,
    Optional<LinkDelays> links) {
  /** Messages delivered for each committed request; empty where none was. */
  public OptionalDouble messagesPerTransaction(long committed) {
    return per((double) messages, committed);
  }

  /** Bytes delivered for each committed request; empty where none was. */
  public OptionalDouble bytesPerTransaction(long committed) {
    return per((double) bytes, committed);
  }

  /** Hashes spent for each committed request; empty where none was, or nothing searches. */
  public OptionalDouble hashesPerTransaction(long committed) {
    return hashes.isPresent() ? per(hashes.getAsDouble(), committed) : OptionalDouble.empty();
  }

  /**
   * Processor time for each committed request, in µs; empty where there was none, or it was not
   * counted.
   */
  public OptionalDouble cpuUsPerTransaction(long committed) {
    return cpuUs.isPresent() ? per(cpuUs.getAsDouble(), committed) : OptionalDouble.empty();
  }

  private static OptionalDouble per(double total, long committed) {
    return committed == 0 ? OptionalDouble.empty() : OptionalDouble.of(total / committed);
  }
}
