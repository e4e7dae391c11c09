package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.HeaderChain;
import org.medchain.application.Location;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.data.Codec;

/**
 * Has a third party that holds headers alone check the proofs that a node makes of a ledger's
 * places, as the bytes in which they are handed over. For one thread.
 */
final class TrueProofs {
  private final ProvingIndex index;
  private final HeaderChain headers;
  private final int window;
  private final List<ExistenceProof> existence = new ArrayList<>();
  private int shown;
  private int refused;
  private int refusedTransactions;
  private int shownAsAccepted;
  private int largestBytes;

  /** Proofs of a ledger's index, against the ledger's headers. */
  TrueProofs(RecordLedger ledger) {
    index = ledger.index();
    headers = ledger.headers();
    window = ledger.genesis().terms().window();
  }

  /** Shows the proofs of a place: that the transaction is there, and that it had its effect. */
  void show(Location place) {
    ExistenceProof proof =
        Codec.of(ExistenceProof.class).decoded(index.existenceOf(place).encoded());
    existence.add(proof);
    note(proof.encoded().size(), headers.flawIn(proof));
    AcceptanceProof effect =
        Codec.of(AcceptanceProof.class).decoded(index.acceptanceOf(place).orElseThrow().encoded());
    Optional<String> flaw = headers.flawIn(effect, window);
    if (effect.receipt().succeeded()) {
      note(effect.encoded().size(), flaw);
    } else {
      refusedTransactions++;
      shownAsAccepted += flaw.isEmpty() ? 1 : 0;
    }
  }

  private void note(int bytes, Optional<String> flaw) {
    shown++;
    refused += flaw.isPresent() ? 1 : 0;
    largestBytes = Math.max(largestBytes, bytes);
  }

  /** Whether the third party accepts this proof. */
  boolean accepts(ExistenceProof proof) {
    return headers.flawIn(proof).isEmpty();
  }

  /** All proofs of existence that were shown. */
  List<ExistenceProof> existence() {
    return List.copyOf(existence);
  }

  /** How many true proofs were shown. */
  int shown() {
    return shown;
  }

  /** How many of them the third party refused. */
  int refused() {
    return refused;
  }

  /** Transactions that the contract refused, whose proofs of an effect are false. */
  int refusedTransactions() {
    return refusedTransactions;
  }

  /** How many of these proofs the third party accepted. */
  int shownAsAccepted() {
    return shownAsAccepted;
  }

  /** Size of the longest true proof, in bytes. */
  int largestBytes() {
    return largestBytes;
  }
}
