package org.medchain.comparison.config;

/** How signatures are made in a simulated run; virtual time is charged the same for both. */
public enum Signatures {
  /** A keyed hash that only the simulation's holder of the key can make: fast. */
  SYMBOLIC,
  /** Real Ed25519 signatures, at real CPU cost. */
  ED25519
}
