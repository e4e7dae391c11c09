package org.medchain.agents;

import org.medchain.credit.strategy.RecordKind;
import org.medchain.data.Hash;

/** What is known off the ledger of one record: what it is in truth, and who is behind it. */
final class Dossier {
  final Hash id;
  final RecordKind kind;
  final Member owner;
  final Signer signer;

  /** Whether somebody might want it: of a split record only one part is. */
  final boolean wanted;

  boolean accepted;

  Dossier(Hash id, RecordKind kind, Member owner, Signer signer, boolean wanted) {
    this.id = id;
    this.kind = kind;
    this.owner = owner;
    this.signer = signer;
    this.wanted = wanted;
  }
}
