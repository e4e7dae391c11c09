package org.medchain.contract.rights;

import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.rights.LostRightsThing.passive;
import static org.medchain.contract.rights.LostRightsThing.word;
import static org.medchain.contract.rights.LostRightsWorld.BUYER;
import static org.medchain.contract.rights.LostRightsWorld.CLIENT;
import static org.medchain.contract.rights.LostRightsWorld.FAR;
import static org.medchain.contract.rights.LostRightsWorld.GUARDIAN;
import static org.medchain.contract.rights.LostRightsWorld.IMAGE;
import static org.medchain.contract.rights.LostRightsWorld.LEAVER;
import static org.medchain.contract.rights.LostRightsWorld.READER;
import static org.medchain.contract.rights.LostRightsWorld.REPORT;
import static org.medchain.contract.rights.LostRightsWorld.SEARCHER;
import static org.medchain.contract.rights.LostRightsWorld.VERIFIER;
import static org.medchain.contract.rights.LostRightsWorld.demand;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.RecordEvents.RecordAccepted;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;

/** The things that are done for a party, or to it, by others' orders and by time. */
final class LostRightsEffects {
  private LostRightsEffects() {}

  /** All of them. */
  static List<LostRightsThing> all() {
    Function<LostRightsWorld, Operation> lastVote = world -> new CastVote(world.almost, true);
    Function<LostRightsWorld, Operation> wanted = world -> demand(HOSPITAL, IMAGE, 1);
    Function<LostRightsWorld, Operation> withdrawn =
        world -> new Withdraw(HOSPITAL.publicKey(), IMAGE);
    BiFunction<LostRightsWorld, List<Event>, String> sold =
        (world, events) -> world.traded(HOSPITAL, IMAGE, SEARCHER, world.held);
    return List.of(
        new LostRightsThing("sells", HOSPITAL, LostRightsEffects::completed),
        new LostRightsThing("buys", BUYER, LostRightsEffects::completed),
        passive("is left by its buyer", HOSPITAL, BUYER, withdrawn, LostRightsOrders::buys),
        passive("is demanded of", HOSPITAL, SEARCHER, wanted, sold),
        passive("is drawn a deal", HOSPITAL, READER, LostRightsOrders::drafted, (world, e) -> "ok"),
        passive(
            "is signed a deal",
            READER,
            HOSPITAL,
            world -> new SignDeal(world.deal),
            LostRightsOrders::deals),
        passive("is declined", READER, HOSPITAL, world -> new EndDeal(world.deal), (w, e) -> "ok"),
        new LostRightsThing("earns by a sale", PATIENT, world -> earns(world, SEARCHER, wanted)),
        new LostRightsThing(
            "earns by a read", PATIENT, world -> earns(world, READER, LostRightsEffects::paidRead)),
        passive(
            "earns by a record", PATIENT, SEARCHER, lastVote, (world, events) -> accepted(events)),
        passive(
            "earns by a vote",
            VERIFIER,
            SEARCHER,
            lastVote,
            (world, events) -> LostRightsOrders.paid(events, VERIFIER)),
        new LostRightsThing("is drawn", VERIFIER, LostRightsEffects::drawn),
        new LostRightsThing("allows", GUARDIAN, LostRightsEffects::allowed),
        new LostRightsThing("holds", HOSPITAL, LostRightsEffects::holds),
        passive("is charged", HOSPITAL, CLIENT, LostRightsOrders::claimed, (world, e) -> "charged"),
        new LostRightsThing("is answered", SEARCHER, LostRightsEffects::answered),
        passive(
            "is paid a voucher",
            CLIENT,
            CENTER,
            world -> new PayVoucher(world.voucher),
            (w, e) -> "ok"),
        passive(
            "is settled",
            LEAVER,
            CENTER,
            world -> new SettleExit(LEAVER.publicKey()),
            (w, e) -> "ok"));
  }

  /** The other patient shares the second record that the buyer waits for. */
  private static String completed(LostRightsWorld world) {
    world.chain.run(
        OTHER_PATIENT,
        new IssueDirective(
            new DirectiveTerms(
                OTHER_PATIENT.publicKey(),
                new DirectiveScope.OneRecord(world.others),
                new Grantee.Party(HOSPITAL.publicKey()),
                Purpose.DISCLOSE),
            FAR));
    return world.traded(HOSPITAL, IMAGE, BUYER, world.held);
  }

  private static Operation paidRead(LostRightsWorld world) {
    return new ReadRecord(world.held, Purpose.HRESCH);
  }

  private static String earns(
      LostRightsWorld world, KeyPair payer, Function<LostRightsWorld, Operation> operation) {
    long before = world.chain.balance(PATIENT);
    Outcome outcome = world.chain.outcome(payer, operation.apply(world));
    String unpaid = outcome == Outcome.OK ? "unpaid" : word(outcome.name());
    return world.chain.balance(PATIENT) > before ? "paid" : unpaid;
  }

  private static String accepted(List<Event> events) {
    return events.stream()
            .anyMatch(each -> each instanceof RecordAccepted accepted && accepted.reward() > 0)
        ? "paid"
        : "unpaid";
  }

  private static String drawn(LostRightsWorld world) {
    MedicalRecord record = TestChain.record(OTHER_PATIENT, REPORT, 31);
    world.chain.run(OTHER_PATIENT, new UploadRecord(record)); // if it is refused, nobody is drawn
    world.chain.add(List.of());
    Optional<Verification> open = Verdicts.of(world.state(), record.id());
    return open.filter(each -> each.seatOf(VERIFIER.publicKey()).isPresent()).isPresent()
        ? "drawn"
        : "undrawn";
  }

  /** The reader reads by the guardian's permission. */
  private static String allowed(LostRightsWorld world) {
    Receipt receipt = world.chain.run(READER, new ReadRecord(world.held, Purpose.HPAYMT));
    ReadAnswered told = (ReadAnswered) MedicalModules.events(receipt).getFirst();
    return told.line().answer().granted() ? "ok" : word(told.line().answer().name());
  }

  private static String holds(LostRightsWorld world) {
    Optional<Holding> held = Audits.holding(world.state(), world.held, HOSPITAL.publicKey());
    return held.filter(Holding::accepted).isPresent() ? "holds" : "no_file";
  }

  /** Its bill counts: a node's check before it matches a trapdoor. */
  private static String answered(LostRightsWorld world) {
    Optional<Outcome> objection =
        SearchDelegates.objection(
            world.state(), PATIENT.publicKey(), SEARCHER.publicKey(), world.chain.nowMs());
    return objection.map(each -> word(each.name())).orElse("ok");
  }
}
