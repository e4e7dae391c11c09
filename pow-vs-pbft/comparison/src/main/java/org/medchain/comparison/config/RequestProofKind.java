package org.medchain.comparison.config;

/** What convinces a PBFT replica that a request is its sender's (decision 0073). */
public enum RequestProofKind {
  /** The sender's signature; replies are signed as well. */
  SIGNED,
  /** A message authentication code for each replica; replies carry one for their client. */
  MACS;

  /** The word for it in config files. */
  public String key() {
    return ConfigKeys.of(this);
  }
}
