package org.medchain.contract.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.keys;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.datasharing.DealEvents.DataRequested;
import org.medchain.contract.datasharing.DealEvents.DealDrafted;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents.Redeemed;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/** A chain on which everybody has every right that there is, each from one place only. */
final class LostRightsWorld {
  static final KeyPair GUARDIAN = keys("guardian");
  static final KeyPair OTHER_DOCTOR = keys("doctor 1");
  static final KeyPair VERIFIER = keys("verifier");
  static final KeyPair BUYER = keys("buyer");
  static final KeyPair READER = keys("reader");
  static final KeyPair SEARCHER = keys("searcher");
  static final KeyPair CLIENT = keys("client");

  /** It has left, and is not settled. */
  static final KeyPair LEAVER = keys("leaver");

  /** Its account is frozen. */
  static final KeyPair HELD = keys("held");

  static final KeyPair RENEWED = keys("renewed");

  static final PublicKey NODE = TestChain.node(8);

  static final String IMAGE = "image";
  static final String LABORATORY = "laboratory";
  static final String REPORT = "report";
  static final long PRICE = 20;
  static final long FAR = Long.MAX_VALUE;
  static final long AHEAD_MS = 10_000_000;

  /** Rights that end by themselves end before this height, and after the world is made. */
  static final long OVER = 120;

  static final PointRules POINTS = new PointRules(1_000, 10, 25, 8, 8_000);
  static final List<Chunk> FILE = Chunk.of(Bytes.utf8("the file of a record"));
  static final Bytes SEARCH_KEY = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
  static final int EXIT_LOCK = 2;
  private static final int BLOCKS = 60;
  private static final int NEVER = 1_000_000;
  private static final int HOSPITALS = 7;

  private static final List<Participant> MORE =
      List.of(
          new Participant(GUARDIAN.publicKey(), Role.PATIENT),
          TestChain.doctor(OTHER_DOCTOR),
          new Participant(VERIFIER.publicKey(), Role.HOSPITAL),
          new Participant(BUYER.publicKey(), Role.HOSPITAL),
          new Participant(READER.publicKey(), Role.HOSPITAL),
          new Participant(SEARCHER.publicKey(), Role.HOSPITAL),
          new Participant(CLIENT.publicKey(), Role.HOSPITAL),
          new Participant(LEAVER.publicKey(), Role.PATIENT),
          new Participant(HELD.publicKey(), Role.PATIENT));

  /** A quorum besides the verifier. */
  static final List<KeyPair> OTHER_VERIFIERS = List.of(BUYER, READER, SEARCHER, HOSPITAL);

  final TestChain chain;
  final IncentiveRules rules;
  private final LostRightsWay way;

  /** The hospital holds its file, offers it, and a buyer waits for a second one. */
  final Hash held;

  /** The hospital may offer it and hold its file, and has done neither. */
  final Hash shared;

  /** Its file is with nobody. */
  final Hash alone;

  /** Of the other patient, which it may share. */
  final Hash others;

  /** Of the other patient, under its offer. */
  final Hash offered;

  final Hash request;
  final Hash drawnOn;
  final Hash deal;
  final Hash voucher;
  final RevealTrap trap;

  /** Its verifiers are drawn, and nobody has voted. */
  final Hash pending;

  /** One vote is missing. */
  final Hash almost;

  private boolean renewed;

  /** Rights that this way takes only by time end soon. */
  LostRightsWorld(LostRightsWay way) {
    this.way = way;
    rules = rules(way == LostRightsWay.LEVEL_OVER ? BLOCKS : NEVER);
    chain = new TestChain(rules, MORE);
    held = chain.upload(PATIENT, IMAGE, 1);
    shared = chain.upload(PATIENT, LABORATORY, 2);
    alone = chain.upload(PATIENT, REPORT, 3);
    others = chain.upload(OTHER_PATIENT, IMAGE, 11);
    offered = chain.upload(OTHER_PATIENT, LABORATORY, 12);
    consent();
    store();
    offer();
    request = request();
    drawnOn = request();
    deal = drafted();
    search();
    must(READER, new BuyLevel(1));
    voucher = ((Redeemed) must(CLIENT, new RedeemPoints(10))).voucher();
    must(CENTER, new ChangeMembers(new MemberChange.Add(NODE, Role.TERTIARY_HOSPITAL)));
    must(LEAVER, new LeaveChain());
    must(CENTER, new FreezeAccount(HELD.publicKey()));
    MedicalRecord trapped = TestChain.record(OTHER_PATIENT, REPORT, 13);
    trap = new RevealTrap(trapped.id(), true, Hash.MAX);
    must(CENTER, new SetTrap(trap.commitment()));
    must(CENTER, new ChangeRules(chain.contract().height() + 2, verified(way)));
    must(OTHER_PATIENT, new UploadRecord(trapped));
    pending = chain.upload(PATIENT, REPORT, 4);
    almost = chain.upload(PATIENT, REPORT, 5);
    chain.add(List.of());
    OTHER_VERIFIERS.forEach(each -> must(each, new CastVote(trapped.id(), true)));
    List.of(VERIFIER, BUYER, READER).forEach(each -> must(each, new CastVote(almost, true)));
    must(CLIENT, new ClaimMissed(held, HOSPITAL.publicKey()));
    assertThat(chain.contract().height()).isLessThan(OVER - BLOCKS / 2);
  }

  private static IncentiveRules rules(int levelBlocks) {
    return IncentiveRules.of(POINTS)
        .with(
            new MembershipRules(
                List.of(new MembershipRules.MembershipLevel(5, levelBlocks, 5_000))))
        .with(new AuditRules(4, 4, 2, 3))
        .with(new RedemptionRules(500, EXIT_LOCK));
  }

  private IncentiveRules verified(LostRightsWay lost) {
    int blocks = lost == LostRightsWay.UNDECIDED ? BLOCKS : NEVER;
    return rules.with(new VerdictRules(HOSPITALS, OTHER_VERIFIERS.size(), 0, blocks, 3, 4, 5, 6));
  }

  private long until(LostRightsWay end) {
    long first = chain.genesis().block().header().timestampMs();
    return way == end ? first + OVER * 1_000 : FAR;
  }

  static DirectiveTerms terms(DirectiveScope scope, Grantee grantee, Purpose purpose) {
    return new DirectiveTerms(PATIENT.publicKey(), scope, grantee, purpose);
  }

  private void consent() {
    long until = until(LostRightsWay.DIRECTIVES_OVER);
    DirectiveScope all = new DirectiveScope.AllRecords();
    Grantee reader = new Grantee.Party(READER.publicKey());
    must(PATIENT, new IssueDirective(terms(all, reader, Purpose.TREAT), until));
    must(PATIENT, new IssueDirective(terms(all, reader, Purpose.HRESCH), until));
    Grantee hospitals = new Grantee.AnyOf(Role.HOSPITAL);
    must(PATIENT, new IssueDirective(terms(all, hospitals, Purpose.PUBHLTH), until));
    for (Hash each : List.of(held, shared)) {
      DirectiveTerms offers =
          terms(
              new DirectiveScope.OneRecord(each),
              new Grantee.Party(HOSPITAL.publicKey()),
              Purpose.DISCLOSE);
      must(PATIENT, new IssueDirective(offers, until));
    }
    must(
        PATIENT,
        new AppointDelegate(
            PATIENT.publicKey(), GUARDIAN.publicKey(), until(LostRightsWay.DELEGATION_OVER)));
    must(GUARDIAN, new IssueDirective(terms(all, reader, Purpose.HPAYMT), until));
  }

  private void store() {
    for (Hash each : List.of(held, shared)) {
      must(PATIENT, entrusted(each));
    }
    must(HOSPITAL, new HoldFile(held));
  }

  static Operation entrusted(Hash record) {
    return new EntrustFile(record, HOSPITAL.publicKey(), MerkleTree.of(FILE).root(), FILE.size());
  }

  static Operation demand(KeyPair provider, String type, int count) {
    return new DemandRecords(provider.publicKey(), type, count, PRICE);
  }

  private void offer() {
    must(HOSPITAL, new OfferRecords(IMAGE, PRICE, List.of(held)));
    must(CLIENT, demand(HOSPITAL, IMAGE, 1));
    assertThat(Purchases.of(chain.state(), held, CLIENT.publicKey())).isPresent();
    must(BUYER, demand(HOSPITAL, IMAGE, 2));
    must(OTHER_PATIENT, new OfferRecords(LABORATORY, PRICE, List.of(offered)));
  }

  Operation requested() {
    long end = until(LostRightsWay.REQUEST_OVER);
    return new RequestData(
        new RequestTerms(IMAGE, 2, PRICE, end == FAR ? chain.nowMs() + AHEAD_MS : end));
  }

  private Hash request() {
    return ((DataRequested) must(READER, requested())).request();
  }

  private Hash drafted() {
    return ((DealDrafted) must(READER, new DraftDeal(drawnOn, HOSPITAL.publicKey(), 1))).deal();
  }

  Operation indexed(long number) {
    IndexEntry entry =
        new IndexEntry(
            Hash.of(Bytes.utf8("entry " + number)), Bytes.of(new byte[IndexEntry.VALUE_SIZE]));
    int epoch = SearchIndexes.head(chain.state(), PATIENT.publicKey()).epoch();
    return new UpdateIndex(epoch, number, List.of(entry), Bytes.utf8("line"));
  }

  private void search() {
    must(PATIENT, indexed(0));
    long until = until(LostRightsWay.SEARCH_OVER);
    must(PATIENT, new DelegateSearch(SEARCHER.publicKey(), until, 0, SEARCH_KEY));
    must(SEARCHER, new BillSearch(PATIENT.publicKey(), Hash.ZERO));
  }

  /** Orders it, which must succeed, and gives the first event. */
  Event must(KeyPair who, Operation operation) {
    Receipt receipt = chain.run(who, operation);
    assertThat(Outcome.of(receipt)).as("%s", operation).isEqualTo(Outcome.OK);
    return MedicalModules.events(receipt).getFirst();
  }

  /** From now on who acts has the renewed key. */
  void renew(boolean isRenewed) {
    renewed = isRenewed;
  }

  /** By which who acts orders. */
  KeyPair keyOf(KeyPair actor) {
    return renewed ? RENEWED : actor;
  }

  WorldState state() {
    return chain.state();
  }

  /** The result of a demand, of which there is one. */
  String traded(KeyPair provider, String type, KeyPair buyer, Hash record) {
    if (Purchases.of(state(), record, buyer.publicKey()).isPresent()) {
      return "sold";
    }
    Optional<OpenOffer> open = Trade.offerEntry(provider.publicKey(), type).in(state());
    return open.flatMap(each -> each.waitingOf(buyer.publicKey())).isPresent() ? "waits" : "back";
  }
}
