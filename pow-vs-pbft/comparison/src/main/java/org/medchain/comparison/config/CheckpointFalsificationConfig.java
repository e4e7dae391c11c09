package org.medchain.comparison.config;

/** The false part of a CHECKPOINT. */
public enum CheckpointFalsificationConfig {
  /** The root of the state. */
  STATE_ROOT,
  /** What consensus itself has to know. */
  CONTEXT,
  /** The block. */
  BLOCK,
  /** The proof sent to lagging replicas is empty. */
  NO_PROOF
}
