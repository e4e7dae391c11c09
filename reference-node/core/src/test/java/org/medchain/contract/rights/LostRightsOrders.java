package org.medchain.contract.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.rights.LostRightsThing.order;
import static org.medchain.contract.rights.LostRightsThing.word;
import static org.medchain.contract.rights.LostRightsWorld.BUYER;
import static org.medchain.contract.rights.LostRightsWorld.CLIENT;
import static org.medchain.contract.rights.LostRightsWorld.FAR;
import static org.medchain.contract.rights.LostRightsWorld.FILE;
import static org.medchain.contract.rights.LostRightsWorld.GUARDIAN;
import static org.medchain.contract.rights.LostRightsWorld.HELD;
import static org.medchain.contract.rights.LostRightsWorld.IMAGE;
import static org.medchain.contract.rights.LostRightsWorld.LABORATORY;
import static org.medchain.contract.rights.LostRightsWorld.LEAVER;
import static org.medchain.contract.rights.LostRightsWorld.OTHER_DOCTOR;
import static org.medchain.contract.rights.LostRightsWorld.PRICE;
import static org.medchain.contract.rights.LostRightsWorld.READER;
import static org.medchain.contract.rights.LostRightsWorld.REPORT;
import static org.medchain.contract.rights.LostRightsWorld.SEARCHER;
import static org.medchain.contract.rights.LostRightsWorld.VERIFIER;
import static org.medchain.contract.rights.LostRightsWorld.demand;
import static org.medchain.contract.rights.LostRightsWorld.entrusted;
import static org.medchain.contract.rights.LostRightsWorld.terms;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medchain.contract.TestChain;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents.Rewarded;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;

/** The things that are operations. */
final class LostRightsOrders {
  /** For longer than an audit. */
  private static final int AUDITS = 8;

  private LostRightsOrders() {}

  /** At least one for each operation of the registry. */
  static List<LostRightsThing> all() {
    return Stream.of(participants(), records(), consent(), files(), markets(), searches())
        .flatMap(List::stream)
        .toList();
  }

  private static List<LostRightsThing> participants() {
    return List.of(
        order("register", CENTER, world -> new Register(new Participant(fresh(), Role.PATIENT))),
        order("balance", CLIENT, world -> new AskBalance()),
        order(
            "revoke certificates",
            CENTER,
            world -> new RevokeCertificates(9, Hash.ZERO, List.of())),
        order("replace key", CENTER, world -> new ReplaceKey(HELD.publicKey(), fresh())),
        order(
            "change members",
            CENTER,
            world -> new ChangeMembers(new MemberChange.Add(TestChain.node(9), Role.RESEARCH))),
        order("freeze", CENTER, world -> new FreezeAccount(CLIENT.publicKey())),
        order("thaw", CENTER, world -> new ThawAccount(HELD.publicKey())),
        order(
            "change rules",
            CENTER,
            world -> new ChangeRules(world.chain.contract().height() + 9, world.rules)),
        order("buy level", CLIENT, world -> new BuyLevel(1)),
        order("redeem", CLIENT, world -> new RedeemPoints(5)),
        order("pay voucher", CENTER, world -> new PayVoucher(world.voucher)),
        order("leave", CLIENT, world -> new LeaveChain()),
        order("settle", CLIENT, world -> new SettleExit(LEAVER.publicKey())),
        order("opaque", CLIENT, world -> new Opaque(Bytes.EMPTY)));
  }

  private static PublicKey fresh() {
    return TestChain.keys("fresh").publicKey();
  }

  private static List<LostRightsThing> records() {
    return List.of(
        order(
            "upload",
            PATIENT,
            world -> new UploadRecord(TestChain.record(world.keyOf(PATIENT), REPORT, 30))),
        order("attest", DOCTOR, world -> new AttestRecord(world.held)),
        order("judge", CENTER, world -> new JudgeRecord(world.held)),
        order("vote", VERIFIER, world -> new CastVote(world.pending, true)),
        order("evaluate", CLIENT, world -> new EvaluateRecord(world.held, true)),
        order("set trap", CENTER, world -> new SetTrap(Hash.ZERO)),
        order("reveal trap", CENTER, world -> world.trap));
  }

  private static List<LostRightsThing> consent() {
    Grantee client = new Grantee.Party(CLIENT.publicKey());
    Function<LostRightsWorld, Operation> issue =
        world ->
            new IssueDirective(
                terms(new DirectiveScope.OneRecord(world.held), client, Purpose.TREAT), FAR);
    Grantee reader = new Grantee.Party(READER.publicKey());
    Operation revoke =
        new RevokeDirective(terms(new DirectiveScope.AllRecords(), reader, Purpose.TREAT).id());
    Operation end = new EndDelegation(PATIENT.publicKey(), GUARDIAN.publicKey());
    return List.of(
        order("issue directive: owner", PATIENT, issue),
        order("issue directive", GUARDIAN, issue),
        order("revoke directive: own", PATIENT, world -> revoke),
        order("revoke directive", GUARDIAN, world -> revoke),
        order(
            "appoint delegate",
            PATIENT,
            world -> new AppointDelegate(PATIENT.publicKey(), CLIENT.publicKey(), FAR)),
        order("end delegation: owner", PATIENT, world -> end),
        order("end delegation", GUARDIAN, world -> end),
        read("owner", PATIENT, Purpose.PATRQT, world -> world.held),
        read("delegate", GUARDIAN, Purpose.TREAT, world -> world.held),
        read("author", DOCTOR, Purpose.TREAT, world -> world.held),
        read("buyer", CLIENT, Purpose.HMARKT, world -> world.held),
        read("directive", READER, Purpose.TREAT, world -> world.held),
        read("by a delegate's", READER, Purpose.HPAYMT, world -> world.held),
        read("for a price", READER, Purpose.HRESCH, world -> world.held),
        read("its role's", SEARCHER, Purpose.PUBHLTH, world -> world.held),
        read("emergency", OTHER_DOCTOR, Purpose.BTG, world -> world.held),
        read("verifier", VERIFIER, Purpose.HOPERAT, world -> world.pending),
        order("quote", READER, world -> new QuoteQuery(world.held)));
  }

  /** The line of the owner's trail; and a node that asks then, before it gives a key away. */
  private static LostRightsThing read(
      String how, KeyPair reader, Purpose purpose, Function<LostRightsWorld, Hash> record) {
    return order(
        "read: " + how,
        reader,
        world -> new ReadRecord(record.apply(world), purpose),
        (world, events) -> {
          ReadAnswered told = (ReadAnswered) events.getFirst();
          ReadAnswer answer = told.line().answer();
          Optional<ReadAnswer> again =
              ReadRecord.answer(
                  world.state(),
                  record.apply(world),
                  reader.publicKey(),
                  purpose,
                  told.line().height(),
                  told.line().timeMs());
          assertThat(again).contains(answer);
          return answer.granted() ? "for_" + told.line().price() : word(answer.name());
        });
  }

  private static List<LostRightsThing> files() {
    return List.of(
        order("entrust", PATIENT, world -> entrusted(world.alone)),
        order("hold", HOSPITAL, world -> new HoldFile(world.shared)),
        order(
            "prove",
            HOSPITAL,
            world -> new ProveStorage(world.held, FILE.getFirst(), MerkleTree.of(FILE).proof(0)),
            (world, events) -> paid(events, HOSPITAL)),
        order("release: owner", PATIENT, LostRightsOrders::released),
        order("release", HOSPITAL, LostRightsOrders::released),
        order("claim missed", CLIENT, LostRightsOrders::claimed));
  }

  private static Operation released(LostRightsWorld world) {
    return new ReleaseFile(world.held, HOSPITAL.publicKey());
  }

  /** The audits missed from now on. */
  static Operation claimed(LostRightsWorld world) {
    world.chain.run(READER, new ClaimMissed(world.held, HOSPITAL.publicKey()));
    world.chain.advanceTo(world.chain.contract().height() + AUDITS);
    return new ClaimMissed(world.held, HOSPITAL.publicKey());
  }

  static String paid(List<Event> events, KeyPair whom) {
    return events.stream()
            .anyMatch(
                each ->
                    each instanceof Rewarded paid && paid.participant().equals(whom.publicKey()))
        ? "paid"
        : "unpaid";
  }

  private static List<LostRightsThing> markets() {
    Operation withdraw = new Withdraw(HOSPITAL.publicKey(), IMAGE);
    return List.of(
        order(
            "offer", HOSPITAL, world -> new OfferRecords(LABORATORY, PRICE, List.of(world.shared))),
        order(
            "demand",
            BUYER,
            world -> demand(OTHER_PATIENT, LABORATORY, 1),
            (world, events) -> world.traded(OTHER_PATIENT, LABORATORY, BUYER, world.offered)),
        order("withdraw: demander", BUYER, world -> withdraw, LostRightsOrders::buys),
        order("withdraw", HOSPITAL, world -> withdraw, LostRightsOrders::buys),
        order("request data", READER, LostRightsWorld::requested),
        order("end request", READER, world -> new EndRequest(world.drawnOn)),
        order("draft deal", READER, LostRightsOrders::drafted),
        order("sign deal", HOSPITAL, world -> new SignDeal(world.deal), LostRightsOrders::deals),
        order("end deal: provider", HOSPITAL, world -> new EndDeal(world.deal)),
        order("end deal", READER, world -> new EndDeal(world.deal)));
  }

  static Operation drafted(LostRightsWorld world) {
    return new DraftDeal(world.request, HOSPITAL.publicKey(), 1);
  }

  static String buys(LostRightsWorld world, List<Event> events) {
    return world.traded(HOSPITAL, IMAGE, BUYER, world.held);
  }

  static String deals(LostRightsWorld world, List<Event> events) {
    return world.traded(HOSPITAL, IMAGE, READER, world.held);
  }

  private static List<LostRightsThing> searches() {
    return List.of(
        order("update index", PATIENT, world -> world.indexed(1)),
        order("clear index", PATIENT, world -> new ClearIndex(1)),
        order(
            "delegate search",
            PATIENT,
            world ->
                new DelegateSearch(
                    READER.publicKey(),
                    FAR,
                    SearchIndexes.head(world.state(), PATIENT.publicKey()).epoch(),
                    LostRightsWorld.SEARCH_KEY)),
        order("end search delegation", SEARCHER, LostRightsOrders::ended),
        order("bill search", SEARCHER, world -> new BillSearch(PATIENT.publicKey(), Hash.MAX)));
  }

  private static Operation ended(LostRightsWorld world) {
    return new EndSearchDelegation(PATIENT.publicKey(), SEARCHER.publicKey());
  }
}
