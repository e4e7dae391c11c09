package org.medchain.node.files;

import java.time.Duration;

/**
 * How copies are kept (STO-7, FILE-10).
 *
 * @param replicas how many holders are to hold each file, r
 * @param deadAfter how long a holder may be away before its copy is made elsewhere
 * @param refusalBackoff how long a holder that refused a file gets no further request for it
 * @param auditInterval how often a holder that reports a file has to send a piece of it
 * @param incompleteTimeout after which an incomplete file is given up
 */
public record RepairSettings(
    int replicas,
    Duration deadAfter,
    Duration refusalBackoff,
    Duration auditInterval,
    Duration incompleteTimeout) {
  /** Three copies; away for half an hour is gone. */
  public static final RepairSettings DEFAULT =
      new RepairSettings(
          3,
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));
}
