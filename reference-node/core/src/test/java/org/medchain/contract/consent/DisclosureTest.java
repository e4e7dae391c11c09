package org.medchain.contract.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Purchases;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;

/** CON-8, CON-10, CON-12: whom a directive lets offer a record to others, and until when. */
class DisclosureTest {
  private static final String TYPE = "image";
  private static final long FAR = Long.MAX_VALUE;

  private final TestChain chain = new TestChain();
  private final Hash id = chain.upload(PATIENT, TYPE, 1);

  private Outcome share(KeyPair by, DirectiveScope scope, Grantee grantee, long untilMs) {
    DirectiveTerms terms =
        new DirectiveTerms(PATIENT.publicKey(), scope, grantee, Purpose.DISCLOSE);
    return chain.outcome(by, new IssueDirective(terms, untilMs));
  }

  private Outcome share(KeyPair by, long untilMs) {
    return share(
        by, new DirectiveScope.OneRecord(id), new Grantee.Party(HOSPITAL.publicKey()), untilMs);
  }

  /** Whether it may offer the record; the offer is closed again. */
  private boolean offers(KeyPair provider) {
    Outcome outcome = chain.outcome(provider, new OfferRecords(TYPE, 5, List.of(id)));
    if (outcome != Outcome.OK) {
      assertThat(outcome).isEqualTo(Outcome.NO_ACCESS);
      return false;
    }
    chain.run(provider, new Withdraw(provider.publicKey(), TYPE));
    return true;
  }

  private boolean sold(KeyPair buyer) {
    return Purchases.of(chain.state(), id, buyer.publicKey()).isPresent();
  }

  private Outcome demand() {
    return chain.outcome(INSTITUTION, new DemandRecords(HOSPITAL.publicKey(), TYPE, 1, 5));
  }

  @Example
  void anyScopeAndGranteeLetsOfferAndNoOtherPurposeDoes() {
    assertThat(offers(PATIENT)).isTrue();
    assertThat(offers(HOSPITAL)).isFalse();
    for (Purpose each : List.of(Purpose.TREAT, Purpose.HRESCH, Purpose.HMARKT)) {
      chain.run(PATIENT, Consents.allow(PATIENT, id, HOSPITAL, each));
    }
    assertThat(offers(HOSPITAL)).isFalse();
    for (DirectiveScope scope :
        List.of(
            new DirectiveScope.OneRecord(id),
            new DirectiveScope.OfType(TYPE),
            new DirectiveScope.AllRecords())) {
      for (Grantee grantee :
          List.of(new Grantee.Party(HOSPITAL.publicKey()), new Grantee.AnyOf(Role.HOSPITAL))) {
        assertThat(share(PATIENT, scope, grantee, FAR)).isEqualTo(Outcome.OK);
        assertThat(offers(HOSPITAL)).isTrue();
        assertThat(offers(OTHER_PATIENT)).isFalse();
        Hash directive =
            new DirectiveTerms(PATIENT.publicKey(), scope, grantee, Purpose.DISCLOSE).id();
        chain.run(PATIENT, new RevokeDirective(directive));
        assertThat(offers(HOSPITAL)).isFalse();
      }
    }
    share(PATIENT, new DirectiveScope.OfType("report"), new Grantee.AnyOf(Role.HOSPITAL), FAR);
    assertThat(offers(HOSPITAL)).isFalse();
  }

  /** It is not a purpose of reading: not by itself, and not in an order. */
  @Example
  void whoMayOfferMayNotReadForThat() {
    share(PATIENT, FAR);
    for (Purpose each : Purpose.values()) {
      if (each.mayBeRead() && each != Purpose.BTG) {
        assertThat(Consents.read(chain, HOSPITAL, id, each).answer())
            .isEqualTo(ReadAnswer.NO_CONSENT);
      }
    }
    assertRefused(() -> new ReadRecord(id, Purpose.DISCLOSE))
        .hasMessageContaining("nobody reads for DISCLOSE");
    Bytes body = new Encoder().hash(id).uint8(Purpose.DISCLOSE.code()).toBytes();
    assertMalformed(() -> Decoder.decode(body, ReadRecord.TYPE.reader()));
    Transaction order =
        Transaction.signed(
            TestChain.SCHEME,
            chain.genesis().chain(),
            PATIENT,
            900,
            ReadRecord.TYPE.number(),
            body);
    assertThat(Outcome.of(chain.add(List.of(order)).receipts().getFirst()))
        .isEqualTo(Outcome.MALFORMED);
  }

  /** A block comes every second: the second offer is a block too late. */
  @Example
  void itEndsAtItsTime() {
    assertThat(share(PATIENT, chain.nowMs() + 4_000)).isEqualTo(Outcome.OK);
    assertThat(offers(HOSPITAL)).isTrue();
    assertThat(offers(HOSPITAL)).isFalse();
    // Nor is it sold from an offer that was made in time.
    share(PATIENT, chain.nowMs() + 3_000);
    chain.expect(HOSPITAL, new OfferRecords(TYPE, 5, List.of(id)), Outcome.OK);
    assertThat(demand()).isEqualTo(Outcome.OK);
    assertThat(sold(INSTITUTION)).isFalse();
    share(PATIENT, FAR);
    assertThat(sold(INSTITUTION)).isTrue();
  }

  @Example
  void itEndsWithTheDelegateThatGaveIt() {
    AppointDelegate appoint =
        new AppointDelegate(PATIENT.publicKey(), OTHER_PATIENT.publicKey(), FAR);
    chain.run(PATIENT, appoint);
    assertThat(share(OTHER_PATIENT, FAR)).isEqualTo(Outcome.OK);
    assertThat(offers(HOSPITAL)).isTrue();
    assertThat(offers(OTHER_PATIENT)).as("who acts for the owner").isFalse();
    chain.run(CENTER, new FreezeAccount(OTHER_PATIENT.publicKey()));
    assertThat(offers(HOSPITAL)).isFalse();
    chain.run(CENTER, new ThawAccount(OTHER_PATIENT.publicKey()));
    assertThat(offers(HOSPITAL)).isTrue();
    chain.run(HOSPITAL, new OfferRecords(TYPE, 5, List.of(id)));
    chain.run(PATIENT, new EndDelegation(PATIENT.publicKey(), OTHER_PATIENT.publicKey()));
    assertThat(demand()).isEqualTo(Outcome.OK);
    assertThat(sold(INSTITUTION)).isFalse();
    // It acts again, which brings no record to the provider; the owner's own word does.
    chain.run(PATIENT, appoint);
    assertThat(sold(INSTITUTION)).isFalse();
    assertThat(share(PATIENT, FAR)).isEqualTo(Outcome.OK);
    assertThat(sold(INSTITUTION)).isTrue();
  }

  /** CON-10: what one directive brings is one record; of more the provider names what it offers. */
  @Example
  void aDirectiveOnOneRecordBringsItUnderTheOffer() {
    chain.run(HOSPITAL, new OfferRecords(TYPE, 5, List.of()));
    Grantee hospital = new Grantee.Party(HOSPITAL.publicKey());
    assertThat(share(PATIENT, new DirectiveScope.AllRecords(), hospital, FAR))
        .isEqualTo(Outcome.OK);
    assertThat(offered()).isEmpty();
    share(PATIENT, FAR);
    assertThat(offered()).containsExactly(id);
  }

  private List<Hash> offered() {
    return TradeValues.offer(chain.state(), HOSPITAL.publicKey(), TYPE).orElseThrow().records();
  }
}
