package org.medchain.baseline;

/** The systems that are compared (BASE-1). */
public enum SystemKind {
  /** One hospital's database with roles, audit log, row history, checksums and a backup. */
  HOSPITAL("hospital"),
  /** The same with a synchronous standby. */
  REPLICATED("replicated"),
  /** The same with a transparency log and two witnesses. */
  WITNESSED("witnessed"),
  /** Each hospital its own database, with a shared index of hashes. */
  FEDERATED("federated"),
  /** The chain with PBFT, as processes. */
  PBFT("pbft"),
  /** The chain with proof of work, simulated. */
  POW("pow");

  private final String key;

  SystemKind(String key) {
    this.key = key;
  }

  /** The word in tables and on the command line. */
  public String key() {
    return key;
  }
}
