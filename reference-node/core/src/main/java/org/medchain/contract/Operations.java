package org.medchain.contract;

import java.util.List;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/**
 * Makes one participant's transactions for one chain. The sequence number of each is the caller's:
 * from 1, each once; one that is {@link RequestWindow#SIZE} under the highest executed is lost.
 *
 * @param scheme signs
 * @param chain hash of the genesis header
 * @param keys of the sender
 */
public record Operations(SignatureScheme scheme, Hash chain, KeyPair keys) {
  /** Wraps and signs any operation. */
  public Transaction sign(long sequence, Operation operation) {
    return Transaction.signed(
        scheme, chain, keys, sequence, operation.type().number(), operation.encoded());
  }

  /** By the record's patient: puts it on the chain. */
  public Transaction upload(long sequence, MedicalRecord record) {
    return sign(sequence, new UploadRecord(record));
  }

  /** Reads the record with this id, for a purpose. */
  public Transaction read(long sequence, Hash record, Purpose purpose) {
    return sign(sequence, new ReadRecord(record, purpose));
  }

  /** By the regulatory center: finds the record false. */
  public Transaction judge(long sequence, Hash record) {
    return sign(sequence, new JudgeRecord(record));
  }

  /** By a patient or hospital: offers these records, and later ones, of a type at a price each. */
  public Transaction offer(long sequence, String type, long price, List<Hash> records) {
    return sign(sequence, new OfferRecords(type, price, records));
  }

  /**
   * Accepts the offer of {@code provider} for {@code count} records at {@code maxPrice} or less.
   */
  public Transaction demand(
      long sequence, PublicKey provider, String type, int count, long maxPrice) {
    return sign(sequence, new DemandRecords(provider, type, count, maxPrice));
  }

  /** Closes the sender's offer, or leaves the sender's waiting agreement on another's. */
  public Transaction withdraw(long sequence, PublicKey provider, String type) {
    return sign(sequence, new Withdraw(provider, type));
  }

  /** By the regulatory center: changes the consensus nodes. */
  public Transaction changeMembers(long sequence, MemberChange change) {
    return sign(sequence, new ChangeMembers(change));
  }

  /** Reads the sender's role and points. */
  public Transaction balance(long sequence) {
    return sign(sequence, new AskBalance());
  }

  /** Asks what a read with a price of the record with this id would cost. */
  public Transaction quote(long sequence, Hash record) {
    return sign(sequence, new QuoteQuery(record));
  }
}
