package org.medchain.claims.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.records.Purchases;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * Owners grant two institutions access to a record, sell it to one of them, and revoke both grants;
 * then both ask for the record in a block.
 */
final class BoughtAccess {
  private static final long PRICE = 3;

  private final RecordLedger ledger;
  private final KeyPair buyer;
  private final KeyPair granted;

  /** What readers get before and after the revocation. */
  record RevokedReads(boolean grantedBefore, boolean grantedAfter, Optional<Boolean> boughtAfter) {}

  /** Does it with many records (claim revocation-takes-effect). */
  static void run(ClaimRun run) throws IOException {
    List<RevokedReads> sales = new ArrayList<>();
    BoughtAccess bought = new BoughtAccess(DatasetRecords.read(run.projectRoot()), run.seed());
    for (int i = 0; i < run.count("revocation_sales"); i++) {
      sales.add(bought.next());
    }
    run.raw("revocation-takes-effect-sales", sales);
  }

  BoughtAccess(SyntheticRecords dataset, long seed) {
    ledger = new RecordLedger(dataset, seed, 2, List.of());
    buyer = ledger.participants().institution(0);
    granted = ledger.participants().institution(1);
  }

  /** Does all that with the next record. */
  RevokedReads next() {
    int number = ledger.uploaded();
    KeyPair owner = ledger.records().patient(number);
    Hash record = ledger.records().onChain(number).id();
    String type = ledger.records().source(number).type();
    PublicKey provider = owner.publicKey();
    ledger.append(List.of(ledger.uploadNext()));
    IssueDirective toBuyer = consent(owner, record, buyer);
    IssueDirective toGranted = consent(owner, record, granted);
    ledger.append(List.of(ledger.next(owner, toBuyer), ledger.next(owner, toGranted)));
    ledger.append(
        List.of(
            ledger.next(owner, new OfferRecords(type, PRICE, List.of(record))),
            ledger.next(buyer, new DemandRecords(provider, type, 1, PRICE)),
            ledger.next(owner, new Withdraw(provider, type))));
    boolean sold =
        ledger
            .stateAt(ledger.height())
            .flatMap(state -> Purchases.of(state, record, buyer.publicKey()))
            .isPresent();
    boolean before = reads(granted, record);
    ledger.append(
        List.of(
            ledger.next(owner, new RevokeDirective(toBuyer.terms().id())),
            ledger.next(owner, new RevokeDirective(toGranted.terms().id()))));
    return new RevokedReads(
        before,
        reads(granted, record),
        sold ? Optional.of(reads(buyer, record)) : Optional.empty());
  }

  private static IssueDirective consent(KeyPair owner, Hash record, KeyPair reader) {
    return RecordReader.consent(owner.publicKey(), record, reader.publicKey(), Purpose.HRESCH);
  }

  private boolean reads(KeyPair reader, Hash record) {
    Transaction read = ledger.next(reader, new ReadRecord(record, Purpose.HRESCH));
    return RecordReader.isGranted(ledger.append(List.of(read)).receipts().getFirst());
  }
}
