package org.medchain.claims.records;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * A ledger on which drawn participants upload, grant, revoke, sell and buy, the center finds
 * records false and revokes keys, and some leave.
 */
final class AccessScenario {
  private static final int INSTITUTIONS = 3;
  private static final int HOSPITALS = 2;
  private static final int PRICE = 3;

  /** Of 100 operations: uploads, grants, revocations, offers and demands; the rest are verdicts. */
  private static final int UPLOADS = 15;

  private static final int GRANTS = 35;
  private static final int REVOCATIONS = 20;
  private static final int OFFERS = 12;
  private static final int DEMANDS = 15;

  private record DrawnGrant(int number, IssueDirective consent) {}

  private final RecordLedger ledger;
  private final ReadingRights rights;
  private final Random random;
  private final Map<KeyPair, String> readers = new LinkedHashMap<>();
  private final List<KeyPair> hospitals = new ArrayList<>();
  private final List<DrawnGrant> grants = new ArrayList<>();
  private final List<DemandRecords> offered = new ArrayList<>();
  private final List<Transaction> uploads = new ArrayList<>();
  private int revocationLists;

  AccessScenario(SyntheticRecords dataset, long seed) {
    random = new Random(seed);
    List<Participant> more = new ArrayList<>();
    for (int i = 0; i < HOSPITALS; i++) {
      KeyPair hospital = key("hospital", i, seed);
      hospitals.add(hospital);
      more.add(new Participant(hospital.publicKey(), Role.HOSPITAL));
    }
    ledger = new RecordLedger(dataset, seed, INSTITUTIONS, more);
    dataset.patients().forEach(name -> add(ledger.participants().patient(name), "patient"));
    dataset.doctors().forEach(name -> add(ledger.participants().doctor(name), "doctor"));
    for (int i = 0; i < INSTITUTIONS; i++) {
      add(ledger.participants().institution(i), "institution");
    }
    hospitals.forEach(each -> add(each, "hospital"));
    add(ledger.participants().center(), "regulatory center");
    TreeSet<PublicKey> registered = new TreeSet<>();
    readers.keySet().forEach(each -> registered.add(each.publicKey()));
    rights = new ReadingRights(registered);
    add(key("stranger", 0, seed), "stranger");
  }

  private static KeyPair key(String role, int number, long seed) {
    Encoder name = new Encoder().text(role).int32(number).int64(seed);
    return RecordLedger.SCHEME.keyPair(Hash.of(name.toBytes()).toBytes());
  }

  private void add(KeyPair reader, String role) {
    readers.put(reader, role);
  }

  RecordLedger ledger() {
    return ledger;
  }

  ReadingRights rights() {
    return rights;
  }

  Map<KeyPair, String> readers() {
    return readers;
  }

  List<Transaction> uploads() {
    return List.copyOf(uploads);
  }

  /** Orders a block of drawn operations. */
  void change(int operations) {
    List<Transaction> drawn = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      drawn.add(draw());
    }
    append(drawn);
  }

  /** A participant leaves, and the center revokes a key. */
  void lose() {
    revocationLists++;
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.valueOf(revocationLists),
            participant().publicKey(),
            RevocationReason.KEY_COMPROMISE,
            true);
    Hash list = Hash.of(Bytes.utf8("revocation list " + revocationLists));
    append(
        List.of(
            ledger.next(participant(), new LeaveChain()),
            ledger.next(
                ledger.participants().center(),
                new RevokeCertificates(revocationLists, list, List.of(entry)))));
  }

  /** Orders a block, and takes in what it changed. */
  private void append(List<Transaction> transactions) {
    List<Receipt> receipts = ledger.append(transactions).receipts();
    rights.executed(transactions, receipts);
    for (int i = 0; i < transactions.size(); i++) {
      if (receipts.get(i).succeeded()
          && MedicalModules.operation(transactions.get(i)) instanceof UploadRecord) {
        uploads.add(transactions.get(i));
      }
    }
  }

  private KeyPair reader() {
    return new ArrayList<>(readers.keySet()).get(random.nextInt(readers.size()));
  }

  private KeyPair participant() {
    return new ArrayList<>(readers.keySet()).get(random.nextInt(readers.size() - 2));
  }

  private Transaction draw() {
    int at = random.nextInt(100);
    if (at < UPLOADS || ledger.uploaded() == 0) {
      return ledger.uploadNext();
    }
    int number = random.nextInt(ledger.uploaded());
    at -= UPLOADS;
    if (at < GRANTS) {
      return grant(number);
    }
    at -= GRANTS;
    if (at < REVOCATIONS) {
      return grants.isEmpty()
          ? grant(number)
          : revocation(grants.get(random.nextInt(grants.size())));
    }
    at -= REVOCATIONS;
    if (at < OFFERS) {
      return offer(number);
    }
    at -= OFFERS;
    if (at >= DEMANDS) {
      return ledger.next(ledger.participants().center(), new JudgeRecord(id(number)));
    }
    return offered.isEmpty()
        ? offer(number)
        : ledger.next(reader(), offered.get(random.nextInt(offered.size())));
  }

  private Hash id(int number) {
    return ledger.records().onChain(number).id();
  }

  private Transaction grant(int number) {
    Purpose purpose = random.nextBoolean() ? Purpose.HRESCH : Purpose.DISCLOSE;
    KeyPair owner = ledger.records().patient(number);
    IssueDirective consent =
        RecordReader.consent(owner.publicKey(), id(number), reader().publicKey(), purpose);
    grants.add(new DrawnGrant(number, consent));
    return ledger.next(owner, consent);
  }

  private Transaction revocation(DrawnGrant of) {
    return ledger.next(
        ledger.records().patient(of.number()), new RevokeDirective(of.consent().terms().id()));
  }

  /** By the owner, or by a hospital, which may if the owner shared the record with it. */
  private Transaction offer(int number) {
    KeyPair provider =
        random.nextBoolean()
            ? ledger.records().patient(number)
            : hospitals.get(random.nextInt(hospitals.size()));
    String type = ledger.records().source(number).type();
    offered.add(new DemandRecords(provider.publicKey(), type, 1, PRICE));
    return ledger.next(provider, new OfferRecords(type, PRICE, List.of(id(number))));
  }

  /**
   * Who has a right to read which record: kept from what was ordered and how it went, apart from
   * the contract's own tables, so that it can show where these are wrong.
   */
  static final class ReadingRights {
    private final Set<PublicKey> registered;
    private final Map<Hash, MedicalRecord> records = new HashMap<>();
    private final Map<Hash, RecordReader> granted = new HashMap<>();
    private final Set<RecordReader> bought = new HashSet<>();
    private final Set<Hash> foundFalse = new HashSet<>();
    private final Set<PublicKey> left = new HashSet<>();
    private final Set<PublicKey> revoked = new HashSet<>();

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
        default -> {} // nothing else gives or takes a right, except for the events
      }
      for (Event event : MedicalModules.events(receipt)) {
        if (event instanceof TradeEvents.AgreementTriggered sold) {
          sold.records().forEach(id -> bought.add(new RecordReader(id, sold.demander())));
        }
      }
    }

    /**
     * Whether a key is owner or doctor of a record, bought it, or was granted it by an owner that
     * is still there.
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
     * Whether the contract may answer its query: it has a right and is a participant, the record
     * was not found false, and its owner is there, or the key bought it.
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
}
