package org.medchain.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.client.consent.TypeConsents;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.search.IndexRenewal;
import org.medchain.client.search.OwnIndex;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.RefusedException;

/**
 * A participant's change to another key (REG-6, PROC-16): the center orders it, and the file keys
 * of the old identity are wrapped again for the new key, where the old one is still here.
 *
 * @param old the key, or any earlier one, of the participant
 * @param identity with that key, if it is on this machine
 */
record KeyReplacement(PublicKey old, Optional<ParticipantFolder> identity) {
  /**
   * From a person's input.
   *
   * @param name of the new identity
   */
  static KeyReplacement of(IdentitiesFolder identities, String name, String text) throws Exception {
    if (text.equals(name)) {
      throw new InputException("--replaces: the new identity needs another name");
    }
    boolean isKey = text.matches("[0-9a-fA-F]{64}");
    return new KeyReplacement(
        identities.key(text),
        isKey
            ? Optional.empty()
            : Optional.of(identities.named(text.substring(text.indexOf(':') + 1))));
  }

  /** Of the participant, if its identity is on this machine. */
  Optional<Role> role() throws Exception {
    return identity.isEmpty() ? Optional.empty() : Optional.of(identity.get().card().role());
  }

  /**
   * Has it ordered; an earlier order does no harm, since the ledger shows afterwards whose the new
   * key is.
   *
   * @throws RefusedException if the ledger refuses it, with the reason
   */
  void order(CenterConnection operator, PublicKey successor) throws Exception {
    var order = new CenterRequest.ReplaceKeyRequest(old, successor, RevocationReason.SUPERSEDED);
    List<Receipt> receipts = operator.execute(client -> client.execute(order));
    Outcome outcome = Outcome.of(receipts.getFirst());
    if (outcome != Outcome.OK && outcome != Outcome.ALREADY_REGISTERED) {
      throw new RefusedException("the key is not replaced: " + outcome.words());
    }
  }

  /**
   * Takes the records of the old identity over, their files' keys wrapped for the new key, and has
   * made new what followed from the keys of before (REG-6, PRIV-11).
   *
   * @param progress is told what happens
   */
  CommandAnswer moveKeys(
      ParticipantSession session, char[] passphrase, Consumer<String> progress, CommandAnswer told)
      throws Exception {
    int moved = 0;
    int left = 0;
    if (identity.isPresent()) {
      Optional<AgreementKey> keys = keys(identity.get(), passphrase);
      for (KeptRecord kept : identity.get().keptRecords()) {
        boolean onLedger = kept.request() > 0 || kept.placed();
        boolean done = keys.isPresent() && onLedger && move(session, keys.get(), kept);
        moved += done ? 1 : 0;
        left += done ? 0 : 1;
      }
    }
    String rest = left == 0 ? "" : "; " + left + " stay with the old one, which does not open them";
    CommandAnswer answer =
        told.line("keys of " + moved + " files are the new key's" + rest)
            .with("moved_records", moved)
            .with("left_records", left);
    return session.card().role() == Role.PATIENT ? derived(session, progress, answer) : answer;
  }

  /** Of a patient; the derive key too, where this identity has lost it. */
  private static CommandAnswer derived(
      ParticipantSession session, Consumer<String> progress, CommandAnswer told) throws Exception {
    if (!Files.exists(session.folder().deriveKey())) {
      IndexRenewal.begin(session.folder());
      DeriveKey.draw(session.folder(), session.agreement());
    }
    OwnIndex index = new OwnIndex(session, progress);
    index.finish();
    TypeConsents consents = TypeConsents.renewed(session);
    CommandAnswer answer =
        told.line(index.entered() + " records are in a search index of the new keys")
            .with("entered_again", index.entered())
            .with("type_consents", consents.given())
            .with("earlier_type_consents", consents.left());
    return consents.given() + consents.left() == 0
        ? answer
        : answer.line(
            "%s consents by type are for later records too, %s only for earlier ones"
                .formatted(consents.given(), consents.left()));
  }

  /** None if they are gone or under another passphrase. */
  private static Optional<AgreementKey> keys(ParticipantFolder from, char[] passphrase) {
    try {
      return Optional.of(AgreementKey.of(CredentialFiles.readLedgerKeys(from.keys(), passphrase)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean move(ParticipantSession session, AgreementKey old, KeptRecord kept)
      throws IOException {
    Path before = identity.orElseThrow().record(kept.id());
    if (Files.exists(session.folder().record(kept.id()))) {
      Files.delete(before); // or the same command would bring back what is erased here
      return true;
    }
    try {
      WrappedFileKey key =
          WrappedFileKey.wrap(
              kept.key().file(),
              kept.key().unwrap(old),
              session.agreement(),
              session.keys().publicKey());
      Path sealed = identity.orElseThrow().sealed(kept.id());
      if (Files.exists(sealed)) { // entrusted, and not placed yet
        Files.copy(sealed, session.folder().sealed(kept.id()), StandardCopyOption.REPLACE_EXISTING);
      }
      session.folder().write(kept.under(key));
      Files.delete(before);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }
}
