package org.medchain.comparison.config;

/** How descriptions and types of records stand on the chain (PRIV-6). */
public enum RecordWords {
  /** As the paper's figure 2 has them. */
  CLEAR,
  /** As commitments. */
  SEALED
}
