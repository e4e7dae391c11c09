package org.medchain.client.holding;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.files.keys.KeyWithdrawal;
import org.medchain.node.transport.RefusedException;

/**
 * The owner's erasure of a record's content (PRIV-10; decision 0251): the holdings of its file end
 * on the ledger, nodes delete their shares of its key, and holders the encrypted file. A repeated
 * step does no harm.
 */
public final class RecordErasure {
  private static final int TRIES = 20;
  private static final long RETRY_MS = 150;

  private final ParticipantSession session;
  private final Hash record;

  /**
   * Of a record of this session's identity; nothing is erased yet.
   *
   * @throws RefusedException if the record is not one of the identity's own
   */
  public RecordErasure(ParticipantSession session, Hash record)
      throws IOException, RefusedException, InterruptedException {
    this.session = session;
    this.record = record;
    session.advance(); // an upload and an entrusting just before have to be proved
    requireOwner();
  }

  /**
   * The result of an erasure.
   *
   * @param ended holdings that ended on the ledger now
   * @param nodes that have no share of the key now
   * @param hospitals that have nothing of the file now
   * @param left those that did not say so, each with the reason
   */
  public record Erased(int ended, int nodes, int hospitals, Map<PublicKey, String> left) {}

  /** Does all of it. */
  public Erased run() throws IOException, RefusedException, InterruptedException {
    Set<PublicKey> hospitals = new TreeSet<>(session.hospitals());
    hospitals.addAll(RecordHolders.entrusted(session, record));
    int ended = endHoldings(hospitals);
    List<PublicKey> nodes = session.members().keys();
    KeyWithdrawal withdrawal = KeyWithdrawal.sign(session.keys(), record);
    Map<PublicKey, String> keeping =
        retry(nodes, some -> session.keyShares().withdraw(withdrawal, some));
    Map<PublicKey, String> holding =
        retry(hospitals, some -> session.files(List.of()).release(record, some));
    Map<PublicKey, String> left = new TreeMap<>(holding);
    left.putAll(keeping);
    return new Erased(
        ended, nodes.size() - keeping.size(), hospitals.size() - holding.size(), left);
  }

  /**
   * Nodes show a record only to those whom it names (LIGHT-8): a record that is not shown has
   * another owner.
   */
  private void requireOwner() throws RefusedException {
    Optional<PublicKey> owner;
    try {
      owner = session.state(Records.entry(record)).map(StoredRecord::owner);
    } catch (RefusedException e) {
      throw new RefusedException(
          "record " + record.brief() + " is not yours, or nodes do not show it now");
    }
    if (!owner.equals(Optional.of(session.participant()))) {
      throw new RefusedException("record " + record.brief() + " is not yours on the ledger");
    }
  }

  /** With them ends what the holders owe the ledger: no audit asks for the file any more. */
  private int endHoldings(Collection<PublicKey> hospitals)
      throws IOException, RefusedException, InterruptedException {
    int ended = 0;
    for (PublicKey each : hospitals) {
      if (session.state(Audits.holdingEntry(record, each)).isPresent()) {
        Receipt receipt = session.order(new ReleaseFile(record, each)).receipt();
        Outcome outcome = Outcome.of(receipt);
        if (outcome != Outcome.OK && outcome != Outcome.NO_HOLDING) {
          throw new RefusedException(
              "hospital " + each.brief() + ": " + ParticipantSession.reason(receipt));
        }
        ended++;
      }
    }
    if (ended > 0) {
      session.settle(); // the next to check, holders too, finds it proved
    }
    return ended;
  }

  /** Asks some, and names those that did not do it. */
  @FunctionalInterface
  private interface DeletionRequest {
    Map<PublicKey, String> make(Collection<PublicKey> some) throws InterruptedException;
  }

  /** Some may need a moment to connect, or to see on their ledgers what others told already. */
  private static Map<PublicKey, String> retry(Collection<PublicKey> all, DeletionRequest attempt)
      throws InterruptedException {
    Map<PublicKey, String> left = attempt.make(all);
    for (int i = 1; i < TRIES && !left.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      left = attempt.make(left.keySet());
    }
    return left;
  }
}
