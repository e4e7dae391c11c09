package org.medchain.node.operations;

import java.util.Locale;

/** A span of time on a request's or a block's way whose length is measured (OPS-5, OPS-6). */
public enum LatencyPhase {
  /** From a request's arrival here to its execution: shown in {@link NodeStatus}. */
  REQUEST,
  /** From a request's arrival here to the proposal of the block that holds it. */
  WAIT,
  /** From a block's proposal, seen here, to a quorum's COMMITs. */
  AGREEMENT,
  /** From the quorum's COMMITs to the end of the block's execution. */
  EXECUTION,
  /** From an entry of the log, the first that a force is for, to the report that it is durable. */
  FORCE;

  /** The value of the tag {@code phase}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
