package org.medchain.comparison.config;

import java.util.Locale;

/** The consensus protocols compared (paper §3.2.3: PBFT; §3.1: the search for a random string). */
public enum ProtocolKind {
  /** Practical Byzantine fault tolerance (Castro and Liskov 1999). */
  PBFT,
  /** Proof of work with most work as fork choice (Nakamoto 2008). */
  POW,
  /**
   * The paper read literally: PBFT whose primary must also find a header under the target (§3.2.1
   * with §3.2.3), one height at a time.
   */
  SEALED;

  /** Whether a quorum's certificate makes a block final. */
  public boolean hasQuorums() {
    return this != POW;
  }

  /** Whether a key of the config, told by its path, means something to this protocol. */
  public boolean reads(String path) {
    return switch (path.split("\\.", 2)[0]) {
      case "pbft" -> hasQuorums();
      case "pow" -> this == POW;
      case "sealed" -> this == SEALED;
      default -> true;
    };
  }

  /** The word for it in config files and tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
