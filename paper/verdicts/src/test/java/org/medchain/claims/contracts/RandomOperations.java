package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medchain.claims.contracts.RandomOperations.ScenarioMemory.ScenarioGrant;
import org.medchain.claims.contracts.RandomOperations.ScenarioMemory.ScenarioOffer;
import org.medchain.claims.contracts.ScenarioCast.ScenarioRecord;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.Opinion;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** Draws the transactions of a random scenario. */
public final class RandomOperations {
  private static final List<String> TYPES = List.of("image", "laboratory");
  private static final List<Role> JOINING =
      List.of(Role.PATIENT, Role.PATIENT, Role.HOSPITAL, Role.RESEARCH);
  private static final int MAX_PRICE = 5;
  private static final int MAX_DEMAND = 3;
  private static final int MAX_REDEEMED = 12;
  private static final double SAYS_VALID = 0.8;

  /** Verdicts are open for a few blocks, so only the last uploads can be voted on. */
  private static final int OPEN_VERDICTS = 20;

  private final ScenarioChain chain;
  private final ScenarioCast cast;
  private final ScenarioMemory memory;
  private final SplittableRandom random;
  private final boolean trade;
  private final List<Supplier<Optional<Transaction>>> makers = new ArrayList<>();
  private int recordsMade;

  private RandomOperations(ScenarioChain chain, SplittableRandom random, boolean trade) {
    this.chain = chain;
    this.cast = chain.cast();
    this.memory = new ScenarioMemory(cast);
    this.random = random;
    this.trade = trade;
    mix();
  }

  public static RandomOperations ofAll(ScenarioChain chain, SplittableRandom random) {
    return new RandomOperations(chain, random, false);
  }

  public static RandomOperations ofTrade(ScenarioChain chain, SplittableRandom random) {
    return new RandomOperations(chain, random, true);
  }

  /** Orders and executes a block of 1 to {@code most} transactions. */
  public List<Receipt> block(int most) {
    List<Transaction> content = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    while (content.size() < count) {
      content.add(next());
    }
    List<Receipt> receipts = chain.add(content);
    memory.executed(receipts);
    return receipts;
  }

  public List<ScenarioRecord> records() {
    return List.copyOf(memory.uploads);
  }

  public List<KeyPair> parties() {
    return memory.parties();
  }

  /** How often each is ordered among all, and in trade; only ratios matter. */
  private void mix() {
    add(20, 30, () -> Optional.of(upload()));
    add(14, 22, () -> pick(memory.uploads).map(this::grant));
    add(3, 4, () -> pick(memory.grants).map(this::revoke));
    add(14, 0, () -> pick(memory.toRead()).map(this::query));
    add(8, 12, () -> Optional.of(offer()));
    add(12, 24, () -> pick(memory.offers).map(this::demand));
    add(2, 3, () -> pick(memory.offers).map(this::withdraw));
    add(2, 3, () -> pick(memory.uploads).map(each -> byCenter(new JudgeRecord(each.id()))));
    add(16, 0, () -> voteOnRecent());
    add(3, 0, () -> pick(memory.toRead()).map(this::evaluate));
    add(2, 0, () -> pick(memory.readers()).map(each -> chain.order(each, new BuyLevel(1))));
    add(5, 0, () -> pick(memory.parties()).map(this::redeem));
    add(4, 0, () -> pick(memory.vouchers).map(each -> byCenter(new PayVoucher(each))));
    add(1, 0, () -> pick(memory.parties()).map(this::freeze));
    add(1, 0, () -> pick(memory.frozen).map(each -> byCenter(new ThawAccount(each))));
    add(2, 1, () -> pick(JOINING).map(this::register));
    add(1, 1, () -> pick(memory.parties()).map(each -> chain.order(each, new LeaveChain())));
    add(2, 0, () -> pick(memory.left).map(each -> byCenter(new SettleExit(each))));
    add(1, 0, () -> pick(memory.parties()).map(each -> chain.order(each, new AskBalance())));
  }

  private void add(int ofAll, int ofTrade, Supplier<Optional<Transaction>> maker) {
    makers.addAll(Collections.nCopies(trade ? ofTrade : ofAll, maker));
  }

  private Transaction next() {
    return makers.get(random.nextInt(makers.size())).get().orElseGet(this::upload);
  }

  private <T> Optional<T> pick(List<T> from) {
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
  }

  private Transaction byCenter(Operation operation) {
    return chain.order(cast.center, operation);
  }

  private Transaction upload() {
    KeyPair patient = pick(memory.patients).orElseThrow();
    String type = pick(TYPES).orElseThrow();
    MedicalRecord record = cast.medicalRecord(patient, type, recordsMade++);
    memory.uploads.add(new ScenarioRecord(record.id(), patient, type));
    return chain.order(patient, new UploadRecord(record));
  }

  private Transaction grant(ScenarioRecord record) {
    // A hospital that may share offers the record to others.
    boolean share = random.nextInt(3) > 0;
    KeyPair reader = pick(share ? memory.hospitals : memory.readers()).orElseThrow();
    Purpose purpose = share ? Purpose.DISCLOSE : Purpose.HRESCH;
    IssueDirective consent =
        RecordReader.consent(record.owner().publicKey(), record.id(), reader.publicKey(), purpose);
    memory.grants.add(new ScenarioGrant(record, reader, consent.terms()));
    return chain.order(record.owner(), consent);
  }

  private Transaction revoke(ScenarioGrant grant) {
    return chain.order(grant.record().owner(), new RevokeDirective(grant.terms().id()));
  }

  private Transaction query(ScenarioGrant grant) {
    return chain.order(grant.reader(), new ReadRecord(grant.record().id(), Purpose.HRESCH));
  }

  private Transaction evaluate(ScenarioGrant grant) {
    boolean holds = random.nextDouble() < SAYS_VALID;
    return chain.order(grant.reader(), new EvaluateRecord(grant.record().id(), holds));
  }

  private Transaction offer() {
    boolean hospital = random.nextBoolean();
    KeyPair provider = pick(hospital ? memory.hospitals : memory.patients).orElseThrow();
    String type = pick(TYPES).orElseThrow();
    memory.offers.add(new ScenarioOffer(provider, type));
    // A hospital begins with nothing: what is shared with it later comes under the offer.
    Optional<Hash> first =
        memory.uploads.stream()
            .filter(each -> each.owner().equals(provider) && each.type().equals(type))
            .map(ScenarioRecord::id)
            .reduce((before, after) -> after);
    List<Hash> records = random.nextBoolean() ? first.stream().toList() : List.of();
    return chain.order(provider, new OfferRecords(type, 1 + random.nextInt(MAX_PRICE), records));
  }

  private Transaction demand(ScenarioOffer offer) {
    KeyPair demander = pick(memory.readers()).orElseThrow();
    int count = 1 + random.nextInt(MAX_DEMAND);
    PublicKey provider = offer.provider().publicKey();
    return chain.order(demander, new DemandRecords(provider, offer.type(), count, MAX_PRICE));
  }

  private Transaction withdraw(ScenarioOffer offer) {
    boolean own = random.nextInt(4) == 0;
    KeyPair sender = own ? offer.provider() : pick(memory.readers()).orElseThrow();
    return chain.order(sender, new Withdraw(offer.provider().publicKey(), offer.type()));
  }

  private Optional<Transaction> voteOnRecent() {
    int from = Math.max(0, memory.uploads.size() - OPEN_VERDICTS);
    return pick(memory.uploads.subList(from, memory.uploads.size())).flatMap(this::vote);
  }

  private Optional<Transaction> vote(ScenarioRecord record) {
    List<PublicKey> open =
        Verdicts.of(chain.state(), record.id()).map(Verification::seats).orElse(List.of()).stream()
            .filter(seat -> seat.opinion() == Opinion.NONE)
            .map(Verification.Seat::verifier)
            .toList();
    boolean valid = random.nextDouble() < SAYS_VALID;
    return pick(open)
        .flatMap(memory::keysOf)
        .map(verifier -> chain.order(verifier, new CastVote(record.id(), valid)));
  }

  private Transaction redeem(KeyPair holder) {
    return chain.order(holder, new RedeemPoints(1L + random.nextInt(MAX_REDEEMED)));
  }

  private Transaction freeze(KeyPair whose) {
    memory.frozen.add(whose.publicKey());
    return byCenter(new FreezeAccount(whose.publicKey()));
  }

  private Transaction register(Role role) {
    KeyPair joining = cast.newKeys();
    memory.join(joining, role);
    return byCenter(new Register(new Participant(joining.publicKey(), role)));
  }

  /** What a random scenario has ordered so far: later operations refer to it. */
  static final class ScenarioMemory {
    final List<KeyPair> patients;
    final List<KeyPair> doctors;
    final List<KeyPair> hospitals;
    final List<KeyPair> institutions;
    final List<ScenarioRecord> uploads = new ArrayList<>();
    final List<ScenarioGrant> grants = new ArrayList<>();
    final List<ScenarioOffer> offers = new ArrayList<>();
    final List<Hash> vouchers = new ArrayList<>();
    final List<PublicKey> frozen = new ArrayList<>();
    final List<PublicKey> left = new ArrayList<>();
    private final Map<PublicKey, KeyPair> keys = new TreeMap<>();

    /** A grant that was ordered. */
    record ScenarioGrant(ScenarioRecord record, KeyPair reader, DirectiveTerms terms) {}

    /** An offer that was ordered. */
    record ScenarioOffer(KeyPair provider, String type) {}

    ScenarioMemory(ScenarioCast cast) {
      this.patients = new ArrayList<>(cast.patients);
      this.doctors = new ArrayList<>(cast.doctors);
      this.hospitals = new ArrayList<>(cast.hospitals);
      this.institutions = new ArrayList<>(cast.institutions);
      parties().forEach(each -> keys.put(each.publicKey(), each));
    }

    /** All who were registered, or should have been, but the center. */
    List<KeyPair> parties() {
      List<KeyPair> all = new ArrayList<>(patients);
      all.addAll(doctors);
      all.addAll(hospitals);
      all.addAll(institutions);
      return all;
    }

    /** Those who read what others own. */
    List<KeyPair> readers() {
      List<KeyPair> all = new ArrayList<>(hospitals);
      all.addAll(institutions);
      return all;
    }

    List<ScenarioGrant> toRead() {
      return grants.stream().filter(each -> each.terms().purpose().mayBeRead()).toList();
    }

    /** One more party. */
    void join(KeyPair joining, Role role) {
      keys.put(joining.publicKey(), joining);
      switch (role) {
        case PATIENT -> patients.add(joining);
        case DOCTOR -> doctors.add(joining);
        case HOSPITAL -> hospitals.add(joining);
        default -> institutions.add(joining);
      }
    }

    Optional<KeyPair> keysOf(PublicKey party) {
      return Optional.ofNullable(keys.get(party));
    }

    /** Reads what became of the last block's transactions. */
    void executed(List<Receipt> receipts) {
      for (Receipt receipt : receipts) {
        MedicalModules.events(receipt).forEach(this::apply);
      }
    }

    private void apply(Event event) {
      switch (event) {
        case EconomyEvents.Redeemed redeemed -> vouchers.add(redeemed.voucher());
        case ExitEvents.Left gone -> left.add(gone.participant());
        case ExitEvents.Settled settled -> {
          if (settled.paidOut() > 0) {
            vouchers.add(settled.voucher());
          }
        }
        default -> {}
      }
    }
  }
}
