package org.medchain.node.files;

import java.time.Duration;

/**
 * How copies are kept (STO-7, FILE-10).
 *
 * @param replicas how many holders are to hold each file, r
 * @param goneAfter how long a holder may be away before its copy is made elsewhere
 * @param refusedFor how long a holder that refused a file is left alone with it
 * @param checkEvery how often a holder that says it holds a file has to show a piece of it
 * @param unfinishedFor after which a file that nobody completes is given up
 */
public record RepairRules(
    int replicas,
    Duration goneAfter,
    Duration refusedFor,
    Duration checkEvery,
    Duration unfinishedFor) {
  /** Three copies; away for half an hour is gone. */
  public static final RepairRules DEFAULT =
      new RepairRules(
          3,
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofDays(1));

  /** Checks the number of copies. */
  public RepairRules {
    if (replicas < 1) {
      throw new IllegalArgumentException("a file has at least 1 holder, not " + replicas);
    }
  }
}
