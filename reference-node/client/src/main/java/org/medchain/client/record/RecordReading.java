package org.medchain.client.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.medchain.client.session.ParticipantSession;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.node.files.keys.KeyRequest;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.transport.RefusedException;

/**
 * A read (paper §4 (3); PROC-10): it is ordered, which the owner can see, the nodes release the
 * shares of the key for it, and the file comes by pieces from its holders.
 *
 * @param session of the reader
 */
public record RecordReading(ParticipantSession session) {

  /** Has it ordered. */
  public Output.Accepted order(Hash record, Purpose purpose)
      throws IOException, RefusedException, InterruptedException {
    return session.order(new ReadRecord(record, purpose));
  }

  /**
   * Points that it cost.
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

  /** Collects the key for a read that was allowed. */
  public OpenedDeposit open(Hash record, Output.Accepted told)
      throws IOException, RefusedException, InterruptedException {
    KeySharing sharing = new KeySharing(session);
    OpenedDeposit opened = sharing.collect(new KeyRequest(record, told.request(), told.height()));
    sharing.keepOwn(opened);
    return opened;
  }

  /** Fetches the file, which appears whole or not at all. */
  public FileManifest fetch(OpenedDeposit opened, Path target)
      throws IOException, RefusedException, InterruptedException {
    return session.files(List.of()).get(opened.record(), opened.key(), target);
  }
}
