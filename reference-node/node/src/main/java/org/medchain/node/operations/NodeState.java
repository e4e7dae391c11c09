package org.medchain.node.operations;

import java.util.Locale;

/** The state of a running node in one word (NODE-15); the table is in reference-node/README.md. */
public enum NodeState {
  /** It has not looked around yet. */
  STARTING,

  /** The members lack, or contradict, blocks that are certified here (NODE-17). */
  ALARM,

  /** It reaches fewer members than a quorum. */
  ISOLATED,

  /** Its clock is too far from the members': it rejects proposals, or its own are rejected. */
  SKEWED,

  /** It reaches a quorum and lacks blocks, or does not know yet whether it does. */
  SYNCING,

  /** It has restarted and votes on nothing until a quorum has told what it voted on (PBFT-29). */
  RECOVERING,

  /** It takes part. */
  READY,

  /** Its disk has not answered for longer than a force may take. */
  STALLED,

  /** It cannot continue: the process ends. */
  FAILED;

  /** The word in commands and JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
