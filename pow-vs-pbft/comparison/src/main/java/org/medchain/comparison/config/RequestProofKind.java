package org.medchain.comparison.config;

/** What convinces a PBFT replica that a request is its sender's (decision 0073). */
public enum RequestProofKind implements ConfigKeys.ConfigWord {
  /** The sender's signature; replies are signed as well. */
  SIGNED,
  /** A message authentication code for each replica; replies carry one for their client. */
  MACS
}
