package org.medchain.baseline;

import org.medchain.comparison.config.ConfigKeys.ConfigWord;

/** The systems that are compared, with their words in tables and on the command line (BASE-1). */
public enum SystemKind implements ConfigWord {
  /** One hospital's database with roles, audit log, row history, checksums and a backup. */
  HOSPITAL,
  /** The same with a synchronous standby. */
  REPLICATED,
  /** The same with a transparency log and two witnesses. */
  WITNESSED,
  /** Each hospital its own database, with a shared index of hashes. */
  FEDERATED,
  /** The chain with PBFT, as processes. */
  PBFT,
  /** The chain with proof of work, simulated. */
  POW;

  @Override
  public String toString() {
    return key();
  }
}
