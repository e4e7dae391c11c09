package org.medchain.client.command;

import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Option;

/** Whose consent or log a command is about: one's own, or that of an owner whom one acts for. */
final class OwnerOption {
  @Option(
      names = "--for",
      paramLabel = "OWNER",
      description = "As its delegate: whose; your own unless given.")
  private String owner;

  /** Whether another's is meant. */
  boolean isGiven() {
    return owner != null;
  }

  PublicKey key(IdentitiesFolder identities, PublicKey own) throws Exception {
    return owner == null ? own : identities.key(owner);
  }
}
