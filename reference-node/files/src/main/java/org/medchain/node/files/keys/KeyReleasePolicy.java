package org.medchain.node.files.keys;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RefusedException;

/**
 * The checks that a node makes in its own ledger before it takes, gives or deletes a share (PRIV-3,
 * PRIV-10). Revoked keys, and participants that left, get nothing. A deposit and its withdrawal
 * come from the owner of a record that is there. A share goes to a reader whose read the ledger
 * executed and allowed just now, and who might still read.
 *
 * <p>A read has to be recent, so that each release has its own entry in the ledger, with reader and
 * time.
 *
 * @param ledger of this node
 */
public record KeyReleasePolicy(LedgerView ledger) {
  /** The most blocks after a read in which it counts. */
  public static final int FRESH_BLOCKS = 64;

  /**
   * Whether the asker is the owner of this record, who may leave and take back a deposit for it.
   *
   * @param signer the claimed signer of the deposit
   */
  void requireOwner(PublicKey asker, PublicKey signer, Hash record) throws RefusedException {
    WorldState state = stateFor(asker);
    PublicKey name = KeyNames.name(state, asker);
    boolean owns =
        Records.find(state, record).filter(each -> each.owner().equals(name)).isPresent();
    if (!owns || !signer.equals(asker)) {
      throw new RefusedException(
          "record " + record.brief() + " is not on the ledger as one of " + asker.brief());
    }
  }

  /** Whether the reader may have the share now. */
  void requireRead(PublicKey reader, KeyRequest request) throws RefusedException {
    WorldState state = stateFor(reader);
    Optional<AccessEntry> served =
        request.read().sender().equals(reader) ? served(request) : Optional.empty();
    if (served.isEmpty()) {
      throw new RefusedException(
          "the ledger did not let %s read record %s in one of the last %s blocks"
              .formatted(reader.brief(), request.record().brief(), FRESH_BLOCKS));
    }
    Optional<String> objection = objection(state, KeyNames.name(state, reader), served.get());
    if (objection.isPresent()) {
      throw new RefusedException("the ledger lets it read no longer: " + objection.get());
    }
  }

  /**
   * The state, for a key that counts in it. Links of revoked keys close too, but later, and those
   * of participants that left stay open.
   */
  private WorldState stateFor(PublicKey asker) throws RefusedException {
    WorldState state = ledger.currentState();
    if (Registration.isRevoked(state, asker)) {
      throw new RefusedException("the key " + asker.brief() + " is revoked");
    }
    if (Registration.hasLeft(state, KeyNames.name(state, asker))) {
      throw new RefusedException(asker.brief() + " has left");
    }
    return state;
  }

  /** The ledger's answer to the reader, if it let it read. */
  private Optional<AccessEntry> served(KeyRequest request) {
    if (request.height() <= ledger.height() - FRESH_BLOCKS) {
      return Optional.empty();
    }
    return ledger.receiptsAt(request.height()).stream()
        .flatMap(List::stream)
        .filter(receipt -> receipt.request().equals(request.read()))
        .flatMap(receipt -> MedicalModules.events(receipt).stream())
        .filter(ReadAnswered.class::isInstance)
        .map(event -> ((ReadAnswered) event).line())
        .filter(line -> line.record().equals(request.record()) && line.answer().granted())
        .findFirst();
  }

  /** Why the same read would be refused now; a directive may have ended meanwhile. */
  private Optional<String> objection(WorldState state, PublicKey reader, AccessEntry served) {
    long height = ledger.height();
    long nowMs = ledger.header(height).map(Header::timestampMs).orElse(served.timeMs());
    Optional<ReadAnswer> answer =
        ReadRecord.answer(state, served.record(), reader, served.purpose(), height, nowMs);
    return answer.filter(ReadAnswer::granted).isPresent()
        ? Optional.empty()
        : Optional.of(answer.map(ReadAnswer::words).orElse("no such reader"));
  }
}
