package org.medchain.comparison.config;

import java.util.Arrays;
import java.util.List;

/** The consensus protocols compared (paper §3.2.3: PBFT; §3.1: the search for a random string). */
public enum ProtocolKind implements ConfigKeys.ConfigWord {
  /** Practical Byzantine fault tolerance (Castro and Liskov 1999). */
  PBFT(true, "pbft"),
  /** Proof of work with most work as fork choice (Nakamoto 2008). */
  POW(false, "pow"),
  /**
   * The paper read literally: PBFT whose primary must also find a header under the target (§3.2.1
   * with §3.2.3), one height at a time.
   */
  SEALED(true, "pbft", "sealed");

  private final boolean votes;
  private final List<String> sections;

  /** With the sections of a config that are about it. */
  ProtocolKind(boolean votes, String... sections) {
    this.votes = votes;
    this.sections = List.of(sections);
  }

  /** Whether nodes decide by votes, each with one; otherwise by their hash power. */
  public boolean votes() {
    return votes;
  }

  /** Whether a key of the config, told by its path, means something to this protocol. */
  public boolean reads(String path) {
    String section = path.split("\\.", 2)[0];
    return sections.contains(section)
        || Arrays.stream(values()).noneMatch(each -> each.sections.contains(section));
  }
}
