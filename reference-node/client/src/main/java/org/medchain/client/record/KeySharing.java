package org.medchain.client.record;

import java.io.IOException;
import java.security.SecureRandom;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.KeptRecord.FileState;
import org.medchain.client.session.ParticipantSession;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Membership;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.files.keys.KeyRequest;
import org.medchain.node.files.keys.KeyShareClient;
import org.medchain.node.files.keys.SplitKey;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;

/**
 * Keys of files on their way between owner and readers (PROC-10): the owner leaves a share with
 * each consensus node, and a reader collects f + 1 of them.
 *
 * @param session in whose name
 */
public record KeySharing(ParticipantSession session) {
  private static final int TRIES = 20;
  private static final long RETRY_MS = 150;

  /** Leaves the key of an own record's file; again is as good as once. */
  public void deposit(KeptRecord kept) throws IOException, RefusedException, InterruptedException {
    Membership members = session.members();
    SplitKey split =
        SplitKey.of(
            new OpenedDeposit(kept.record(), kept.key().unwrap(session.agreement()), kept.texts()),
            session.keys(),
            KeyShareClient.threshold(members),
            members.size(),
            new SecureRandom());
    Polling.retried(TRIES, RETRY_MS, () -> session.keyShares().deposit(split, members));
  }

  /**
   * Points that a read cost.
   *
   * @throws RefusedException if the contract did not let it read; that is noted too
   */
  public static long price(Receipt receipt) throws RefusedException {
    if (!receipt.succeeded()) {
      throw new RefusedException(ParticipantSession.reason(receipt));
    }
    AccessEntry line = ((ReadAnswered) MedicalModules.events(receipt).get(0)).line();
    if (!line.answer().granted()) {
      throw new RefusedException(line.answer().words());
    }
    return line.price();
  }

  /** Collects shares after a read that the ledger allowed. */
  public OpenedDeposit collect(Hash record, Output.Accepted read)
      throws IOException, RefusedException, InterruptedException {
    KeyRequest request = new KeyRequest(record, read.request(), read.height());
    Membership members = session.members();
    OpenedDeposit opened =
        Polling.retried(
            TRIES, RETRY_MS, () -> session.keyShares().collect(request, members, this::areOfOne));
    keepOwn(opened);
    return opened;
  }

  /**
   * An owner that lost its folder, perhaps with an earlier key, has key and texts of its record
   * again (REG-6).
   */
  private void keepOwn(OpenedDeposit opened) throws IOException, RefusedException {
    if (session.folder().kept(opened.record().id()).isEmpty()
        && session.nameOf(opened.record().patient()).equals(session.participant())) {
      Hash file = FileManifest.idInPath(opened.record().metadata().path()).orElse(Hash.ZERO);
      WrappedFileKey key =
          WrappedFileKey.wrap(file, opened.key(), session.agreement(), session.keys().publicKey());
      session
          .folder()
          .write(
              new KeptRecord(
                  opened.record(), key, opened.texts(), Hash.ZERO, 0, FileState.PLACED, false));
    }
  }

  /** REG-6: a deposit that was made again after its owner's key was replaced is by another key. */
  private boolean areOfOne(PublicKey signer, PublicKey patient) throws RefusedException {
    return signer.equals(patient) || session.nameOf(signer).equals(session.nameOf(patient));
  }
}
