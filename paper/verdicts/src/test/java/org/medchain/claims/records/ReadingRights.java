package org.medchain.claims.records;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Who has a right to read which record: kept from what was ordered and how it went, apart from the
 * contract's own tables, so that it can show where these are wrong. For one thread.
 */
final class ReadingRights {
  private final Set<PublicKey> registered;
  private final Map<Hash, MedicalRecord> records = new HashMap<>();
  private final Map<Hash, RecordReader> granted = new HashMap<>();
  private final Set<RecordReader> bought = new HashSet<>();
  private final Set<Hash> foundFalse = new HashSet<>();
  private final Set<PublicKey> left = new HashSet<>();
  private final Set<PublicKey> revoked = new HashSet<>();

  /** Of a chain with these participants, on which there is no record yet. */
  ReadingRights(Set<PublicKey> registered) {
    this.registered = Set.copyOf(registered);
  }

  /** Takes in what a block's execution gave. */
  void executed(List<Transaction> transactions, List<Receipt> receipts) {
    for (int i = 0; i < transactions.size(); i++) {
      if (receipts.get(i).succeeded()) {
        succeeded(transactions.get(i), receipts.get(i));
      }
    }
  }

  private void succeeded(Transaction transaction, Receipt receipt) {
    PublicKey sender = transaction.request().sender();
    switch (MedicalModules.operation(transaction)) {
      case UploadRecord upload -> records.put(upload.record().id(), upload.record());
      case IssueDirective issue when issue.terms().purpose().mayBeRead() ->
          granted.put(issue.terms().id(), RecordReader.of(issue.terms()));
      case RevokeDirective end -> granted.remove(end.directive());
      case JudgeRecord judge -> foundFalse.add(judge.record());
      case LeaveChain leave -> left.add(sender);
      case RevokeCertificates list -> list.entries().forEach(each -> revoked.add(each.key()));
      default -> {} // nothing else gives or takes a right, but for the events
    }
    for (Event event : MedicalModules.events(receipt)) {
      if (event instanceof TradeEvents.AgreementTriggered sold) {
        sold.records().forEach(id -> bought.add(new RecordReader(id, sold.demander())));
      }
    }
  }

  /**
   * Whether a key is owner or doctor of a record, bought it, or was granted it by an owner that is
   * still there.
   */
  boolean hasRight(Hash record, PublicKey reader) {
    MedicalRecord content = records.get(record);
    if (content == null) {
      return false;
    }
    RecordReader whose = new RecordReader(record, reader);
    return content.patient().equals(reader)
        || content.digest().doctor().equals(reader)
        || bought.contains(whose)
        || (granted.containsValue(whose) && !left.contains(content.patient()));
  }

  /**
   * Whether the contract may answer its query: it has a right and is a participant, the record was
   * not found false, and its owner is there, or the key bought it.
   */
  boolean mayRead(Hash record, PublicKey reader) {
    return registered.contains(reader)
        && !left.contains(reader)
        && !revoked.contains(reader)
        && !foundFalse.contains(record)
        && hasRight(record, reader)
        && (!left.contains(records.get(record).patient())
            || bought.contains(new RecordReader(record, reader)));
  }
}
