package org.medchain.contract.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.deals.DealEvents;
import org.medchain.contract.deals.DraftDeal;
import org.medchain.contract.deals.EndDeal;
import org.medchain.contract.deals.EndRequest;
import org.medchain.contract.deals.RequestData;
import org.medchain.contract.deals.RequestTerms;
import org.medchain.contract.deals.SignDeal;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;

/**
 * CON-10 to CON-13, CON-23, CON-32, CON-37 to CON-40, GAME-7, GAME-8: who loses a right loses it in
 * trade and deals. Rows are the ways in which a hospital loses something, columns what could be
 * done in a market; every cell is a chain of its own. What a later module adds to the market is one
 * more {@link Act}, and one more word in each row.
 *
 * <p>The words: a refusal by its outcome; <i>sold</i>, the buyer has the record; <i>waits</i>, it
 * has not, and its points are locked; <i>back</i>, it has not, and all its points are its own;
 * <i>ok</i>, it is done, and nothing was to be sold yet.
 */
class LostRightsTest {
  /** The hospital orders it after the loss. */
  private static final String BY_THE_HOSPITAL =
      """
      lost              | offer    demand   withdraw request  draft    sign     end deal end request
      nothing           | ok       sold     back     ok       ok       sold     back     back
      key revoked       | revoked  revoked  revoked  revoked  revoked  revoked  revoked  revoked
      key replaced: old | revoked  revoked  revoked  revoked  revoked  revoked  revoked  revoked
      key replaced: new | ok       sold     back     ok       ok       sold     back     back
      account frozen    | ok       frozen   back     ok       frozen   sold     back     back
      has left          | left     left     left     left     left     left     left     left
      share taken back  | denied   sold     back     ok       ok       waits    back     back
      owner left        | denied   sold     back     ok       ok       waits    back     back
      record is false   | false    sold     back     ok       ok       waits    back     back
      delegation ended  | ok       sold     back     ok       ok       sold     back     back
      """;

  /** Others order it after the loss: {@link #WITH_IT} says what each column is. */
  private static final String WITH_THE_HOSPITAL =
      """
      lost              | demanded drafted  sells    left by  buys     signed   ended
      nothing           | sold     ok       sold     back     sold     sold     back
      key revoked       | unknown  unknown  waits    back     back     unknown  back
      key replaced: old | sold     ok       sold     back     sold     sold     back
      key replaced: new | sold     ok       sold     back     sold     sold     back
      account frozen    | sold     ok       sold     back     sold     frozen   back
      has left          | no_offer no_offer back     no_offer back     no_deal  no_deal
      share taken back  | waits    ok       waits    back     sold     sold     back
      owner left        | waits    ok       waits    back     sold     sold     back
      record is false   | waits    ok       waits    back     sold     sold     back
      delegation ended  | sold     ok       sold     back     sold     sold     back
      """;

  private static final String TYPE = "image";
  private static final long PRICE = 20;
  private static final long POINTS = 100;
  private static final KeyPair RENEWED = TestChain.keys("renewed");

  /** The record of the other patient, once it was uploaded. */
  private static final Hash THEIRS = TestChain.record(OTHER_PATIENT, TYPE, 2).id();

  private enum Loss {
    NOTHING("nothing"),
    KEY("key revoked"),
    OLD_KEY("key replaced: old"),
    NEW_KEY("key replaced: new"),
    ACCOUNT("account frozen"),
    MEMBERSHIP("has left"),
    /** It stays the owner's delegate: who acts for a patient sells nothing of it for that. */
    SHARE("share taken back"),
    OWNER("owner left"),
    VERDICT("record is false"),
    DELEGATION("delegation ended");

    private final String name;

    Loss(String name) {
      this.name = name;
    }
  }

  /**
   * Something to do.
   *
   * @param name of its column
   * @param before what has to be there before the loss, and the id that the attempt is about
   * @param attempt after the loss, and what became of it
   */
  private record Act(
      String name, Function<Market, Hash> before, BiFunction<Market, Hash, String> attempt) {}

  private static final List<Act> BY_IT =
      List.of(
          new Act(
              "offer",
              market -> market.shared,
              (market, id) -> told(market.orders(new OfferRecords(TYPE, PRICE, List.of(id))))),
          new Act(
              "demand",
              Market::otherOffers,
              (market, id) -> market.traded(market.orders(demand(OTHER_PATIENT, 1)), HOSPITAL, id)),
          new Act(
              "withdraw",
              Market::hospitalWaits,
              (market, id) -> market.traded(market.orders(withdraw(OTHER_PATIENT)), HOSPITAL, id)),
          new Act(
              "request",
              market -> Hash.ZERO,
              (market, id) -> told(market.orders(new RequestData(market.terms())))),
          new Act(
              "draft",
              market -> {
                market.otherOffers();
                return market.requested(HOSPITAL);
              },
              (market, id) -> told(market.orders(draft(id, OTHER_PATIENT)))),
          new Act(
              "sign",
              market -> {
                market.hospitalOffers();
                return market.drawn(INSTITUTION, market.requested(INSTITUTION), HOSPITAL);
              },
              (market, id) ->
                  market.traded(market.orders(new SignDeal(id)), INSTITUTION, market.shared)),
          new Act(
              "end deal",
              Market::hospitalDraws,
              (market, id) -> market.traded(market.orders(new EndDeal(id)), HOSPITAL, THEIRS)),
          new Act(
              "end request",
              market -> {
                market.otherOffers();
                Hash request = market.requested(HOSPITAL);
                market.drawn(HOSPITAL, request, OTHER_PATIENT);
                return request;
              },
              (market, id) -> market.traded(market.orders(new EndRequest(id)), HOSPITAL, THEIRS)));

  private static final List<Act> WITH_IT =
      List.of(
          // A demand for a record under the hospital's old offer.
          new Act(
              "demanded",
              Market::hospitalOffers,
              (market, id) ->
                  market.traded(
                      market.chain.outcome(INSTITUTION, demand(HOSPITAL, 1)), INSTITUTION, id)),
          // A deal drawn from the hospital's old offer.
          new Act(
              "drafted",
              market -> {
                market.hospitalOffers();
                return market.requested(INSTITUTION);
              },
              (market, id) -> told(market.chain.outcome(INSTITUTION, draft(id, HOSPITAL)))),
          // An agreement on the hospital's offer, to which the second record comes now.
          new Act(
              "sells",
              Market::institutionWaits,
              (market, id) -> {
                Hash second = market.chain.upload(OTHER_PATIENT, TYPE, 2);
                market.chain.run(OTHER_PATIENT, share(OTHER_PATIENT, second));
                return market.traded(Outcome.OK, INSTITUTION, id);
              }),
          // The demander leaves that agreement.
          new Act(
              "left by",
              Market::institutionWaits,
              (market, id) ->
                  market.traded(
                      market.chain.outcome(INSTITUTION, withdraw(HOSPITAL)), INSTITUTION, id)),
          // An agreement of the hospital's, to which the record comes now.
          new Act(
              "buys",
              Market::hospitalWaits,
              (market, id) -> {
                market.chain.upload(OTHER_PATIENT, TYPE, 2);
                return market.traded(Outcome.OK, HOSPITAL, id);
              }),
          // The other patient signs, or declines, a deal that the hospital drew.
          new Act(
              "signed",
              Market::hospitalDraws,
              (market, id) ->
                  market.traded(
                      market.chain.outcome(OTHER_PATIENT, new SignDeal(id)), HOSPITAL, THEIRS)),
          new Act(
              "ended",
              Market::hospitalDraws,
              (market, id) ->
                  market.traded(
                      market.chain.outcome(OTHER_PATIENT, new EndDeal(id)), HOSPITAL, THEIRS)));

  @Example
  void whatTheHospitalStillDoes() {
    assertThat(table(BY_IT)).isEqualTo(BY_THE_HOSPITAL);
  }

  @Example
  void whatOthersStillDoWithTheHospital() {
    assertThat(table(WITH_IT)).isEqualTo(WITH_THE_HOSPITAL);
  }

  private static String table(List<Act> acts) {
    StringBuilder table = new StringBuilder(line("lost", acts.stream().map(Act::name).toList()));
    for (Loss loss : Loss.values()) {
      table.append(line(loss.name, acts.stream().map(act -> cell(act, loss)).toList()));
    }
    return table.toString();
  }

  private static String line(String first, List<String> words) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-18s|", first));
    words.forEach(each -> line.append(String.format(Locale.ROOT, " %-8s", each)));
    return line.toString().stripTrailing() + "\n";
  }

  private static String cell(Act act, Loss loss) {
    Market market = new Market();
    Hash id = act.before().apply(market);
    market.lose(loss);
    return act.attempt().apply(market, id);
  }

  private static String told(Outcome outcome) {
    return switch (outcome) {
      case ACCOUNT_FROZEN -> "frozen";
      case NO_ACCESS -> "denied";
      case RECORD_FALSE -> "false";
      case UNKNOWN_PARTICIPANT -> "unknown";
      default -> outcome.name().toLowerCase(Locale.ROOT);
    };
  }

  private static Operation demand(KeyPair provider, int count) {
    return new DemandRecords(provider.publicKey(), TYPE, count, PRICE);
  }

  private static Operation withdraw(KeyPair provider) {
    return new Withdraw(provider.publicKey(), TYPE);
  }

  private static Operation draft(Hash request, KeyPair provider) {
    return new DraftDeal(request, provider.publicKey(), 1);
  }

  private static Operation share(KeyPair owner, Hash record) {
    return Consents.allow(owner, record, HOSPITAL, Purpose.DISCLOSE);
  }

  /** A chain on which a patient shared a record with the hospital and made it its delegate. */
  private static final class Market {
    final TestChain chain = new TestChain();
    final Hash shared = chain.upload(PATIENT, TYPE, 1);

    /** By which the hospital orders. */
    private KeyPair hospital = HOSPITAL;

    Market() {
      must(PATIENT, share(PATIENT, shared));
      must(PATIENT, new AppointDelegate(PATIENT.publicKey(), HOSPITAL.publicKey(), Long.MAX_VALUE));
    }

    void lose(Loss loss) {
      switch (loss) {
        case NOTHING -> {}
        case KEY -> must(CENTER, revocation());
        case OLD_KEY, NEW_KEY ->
            must(CENTER, new ReplaceKey(HOSPITAL.publicKey(), RENEWED.publicKey()));
        case ACCOUNT -> must(CENTER, new FreezeAccount(HOSPITAL.publicKey()));
        case MEMBERSHIP -> must(HOSPITAL, new LeaveChain());
        case SHARE -> must(PATIENT, Consents.revoke(PATIENT, shared, HOSPITAL, Purpose.DISCLOSE));
        case OWNER -> must(PATIENT, new LeaveChain());
        case VERDICT -> must(CENTER, new JudgeRecord(shared));
        case DELEGATION ->
            must(PATIENT, new EndDelegation(PATIENT.publicKey(), HOSPITAL.publicKey()));
      }
      hospital = loss == Loss.NEW_KEY ? RENEWED : HOSPITAL;
    }

    private static Operation revocation() {
      return new RevokeCertificates(
          1,
          Hash.ZERO,
          List.of(
              new RevocationEntry(
                  BigInteger.ONE, HOSPITAL.publicKey(), RevocationReason.KEY_COMPROMISE, true)));
    }

    private Event must(KeyPair who, Operation operation) {
      Receipt receipt = chain.run(who, operation);
      assertThat(Outcome.of(receipt)).as("%s", operation).isEqualTo(Outcome.OK);
      return MedicalModules.events(receipt).getFirst();
    }

    Outcome orders(Operation operation) {
      return chain.outcome(hospital, operation);
    }

    /** What became of a trade of this record, of which only one is open. */
    String traded(Outcome outcome, KeyPair buyer, Hash record) {
      if (outcome != Outcome.OK) {
        return told(outcome);
      }
      if (chain.state().purchase(record, buyer.publicKey()).isPresent()) {
        return "sold";
      }
      return chain.balance(buyer) == POINTS ? "back" : "waits";
    }

    RequestTerms terms() {
      long nowMs = chain.blocks().getLast().header().timestampMs();
      return new RequestTerms(TYPE, 2, PRICE, nowMs + 1_000_000);
    }

    Hash requested(KeyPair who) {
      return ((DealEvents.DataRequested) must(who, new RequestData(terms()))).request();
    }

    Hash drawn(KeyPair demander, Hash request, KeyPair provider) {
      return ((DealEvents.DealDrafted) must(demander, draft(request, provider))).deal();
    }

    Hash hospitalOffers() {
      must(HOSPITAL, new OfferRecords(TYPE, PRICE, List.of(shared)));
      return shared;
    }

    Hash otherOffers() {
      chain.upload(OTHER_PATIENT, TYPE, 2);
      must(OTHER_PATIENT, new OfferRecords(TYPE, PRICE, List.of(THEIRS)));
      return THEIRS;
    }

    Hash hospitalWaits() {
      must(OTHER_PATIENT, new OfferRecords(TYPE, PRICE, List.of()));
      must(HOSPITAL, demand(OTHER_PATIENT, 1));
      return THEIRS;
    }

    Hash institutionWaits() {
      hospitalOffers();
      must(INSTITUTION, demand(HOSPITAL, 2));
      return shared;
    }

    Hash hospitalDraws() {
      otherOffers();
      return drawn(HOSPITAL, requested(HOSPITAL), OTHER_PATIENT);
    }
  }
}
