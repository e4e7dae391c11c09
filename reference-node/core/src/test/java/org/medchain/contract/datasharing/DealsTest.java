package org.medchain.contract.datasharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.state.StateProof;

/** CON-37 to CON-40: the contracts of a trade (paper §4 (3)), one story each. */
class DealsTest {
  private static final String TYPE = "image";
  private static final long SECOND_MS = 1_000;

  private final TestChain chain = new TestChain();
  private final Hash one = chain.upload(PATIENT, TYPE, 1);

  private RequestTerms terms(int count, long maxPrice, long forMs) {
    return new RequestTerms(TYPE, count, maxPrice, chain.nowMs() + SECOND_MS + forMs);
  }

  private Hash request(KeyPair who, int count, long maxPrice, long forMs) {
    Receipt receipt = chain.run(who, new RequestData(terms(count, maxPrice, forMs)));
    return ((DealEvents.DataRequested) MedicalModules.events(receipt).getFirst()).request();
  }

  private Hash request(int count) {
    return request(INSTITUTION, count, 20, 100 * SECOND_MS);
  }

  private Outcome offer(long price, Hash... records) {
    return chain.outcome(PATIENT, new OfferRecords(TYPE, price, List.of(records)));
  }

  private Outcome draft(Hash request, int count) {
    return chain.outcome(INSTITUTION, new DraftDeal(request, PATIENT.publicKey(), count));
  }

  private Hash drafted(Hash request, int count) {
    Receipt receipt = chain.run(INSTITUTION, new DraftDeal(request, PATIENT.publicKey(), count));
    return ((DealEvents.DealDrafted) MedicalModules.events(receipt).getFirst()).deal();
  }

  private Outcome sign(KeyPair who, Hash deal) {
    return chain.outcome(who, new SignDeal(deal));
  }

  /** Request, offer, draft, signature: then what was there before pays and delivers. */
  @Example
  void aSignedDealPaysAndGivesAccess() {
    Hash request = request(2);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(100);
    offer(15, one);
    Hash deal = drafted(request, 1);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(85);
    assertThat(Deals.DEALS.get(chain.state(), deal))
        .contains(new Deal(request, INSTITUTION.publicKey(), PATIENT.publicKey(), TYPE, 1, 15));
    assertThat(Purchases.of(chain.state(), one, INSTITUTION.publicKey())).isEmpty();
    List<Event> events = chain.events(PATIENT, new SignDeal(deal));
    assertThat(events)
        .containsExactly(
            new DealEvents.DealSigned(deal, request, PATIENT.publicKey()),
            new TradeEvents.AgreementConcluded(
                deal, PATIENT.publicKey(), INSTITUTION.publicKey(), 1, 15),
            new TradeEvents.AgreementTriggered(deal, INSTITUTION.publicKey(), 15, List.of(one)));
    assertThat(chain.balance(PATIENT)).isEqualTo(110 + 15);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(85);
    assertThat(Purchases.of(chain.state(), one, INSTITUTION.publicKey())).contains(deal);
    assertThat(Deals.REQUESTS.get(chain.state(), request).orElseThrow().left()).isEqualTo(1);
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.NO_DEAL);
  }

  /** CON-37. */
  @Example
  void requestsAreBoundedInTimeAndNumber() {
    for (KeyPair who : List.of(PATIENT, DOCTOR, CENTER)) {
      chain.expect(who, new RequestData(terms(1, 1, 1)), Outcome.NOT_ALLOWED);
    }
    chain.expect(STRANGER, new RequestData(terms(1, 1, 1)), Outcome.UNKNOWN_SENDER);
    chain.expect(INSTITUTION, new RequestData(terms(1, 1, 0)), Outcome.TIME_PASSED);
    long year = RequestData.MAX_AHEAD_MS;
    chain.expect(INSTITUTION, new RequestData(terms(1, 1, year + 1)), Outcome.TOO_FAR_AHEAD);
    chain.expect(
        INSTITUTION,
        new RequestData(new RequestTerms(TYPE, 1, 1, Long.MIN_VALUE)),
        Outcome.TIME_PASSED);
    Hash first = request(HOSPITAL, 1, 1, year);
    for (int i = 1; i <= DealBook.MAX_REQUESTS; i++) {
      assertThat(chain.outcome(HOSPITAL, new RequestData(terms(1, 1, 1))))
          .isEqualTo(i < DealBook.MAX_REQUESTS ? Outcome.OK : Outcome.LIMIT_REACHED);
    }
    chain.expect(INSTITUTION, new EndRequest(first), Outcome.NOT_ALLOWED);
    chain.expect(HOSPITAL, new EndRequest(first), Outcome.OK);
    chain.expect(HOSPITAL, new EndRequest(first), Outcome.NO_REQUEST);
    chain.expect(HOSPITAL, new RequestData(terms(1, 1, 1)), Outcome.OK);
  }

  /** CON-39: the provider checks, and the chain does once more. */
  @Example
  void aSignatureHoldsWhatTheOfferSaysNow() {
    offer(20, one);
    Hash deal = drafted(request(1), 1);
    assertThat(sign(OTHER_PATIENT, deal)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(sign(INSTITUTION, deal)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(sign(PATIENT, Hash.ZERO)).isEqualTo(Outcome.NO_DEAL);
    chain.run(PATIENT, new Withdraw(PATIENT.publicKey(), TYPE));
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.NO_OFFER);
    offer(19, one);
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.PRICE_CHANGED);
    chain.run(PATIENT, new Withdraw(PATIENT.publicKey(), TYPE));
    offer(20);
    chain.run(CENTER, new FreezeAccount(INSTITUTION.publicKey()));
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.ACCOUNT_FROZEN);
    chain.run(CENTER, new ThawAccount(INSTITUTION.publicKey()));
    chain.run(INSTITUTION, new DemandRecords(PATIENT.publicKey(), TYPE, 1, 20));
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.AGREEMENT_EXISTS);
    chain.run(INSTITUTION, new Withdraw(PATIENT.publicKey(), TYPE));
    assertThat(chain.balance(INSTITUTION)).isEqualTo(80);
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.OK);
  }

  /** CON-39, CON-40: after the request's time a deal is only ended, by either. */
  @Example
  void timeRunsOut() {
    offer(20, one);
    Hash request = request(INSTITUTION, 2, 20, 3 * SECOND_MS);
    Hash deal = drafted(request, 1);
    chain.add(List.of());
    chain.add(List.of());
    assertThat(sign(PATIENT, deal)).isEqualTo(Outcome.TIME_PASSED);
    chain.expect(OTHER_PATIENT, new EndDeal(deal), Outcome.NOT_ALLOWED);
    chain.expect(PATIENT, new EndDeal(deal), Outcome.OK);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(100);
    chain.expect(INSTITUTION, new EndRequest(request), Outcome.OK);
    assertThat(Deals.book(chain.state(), INSTITUTION.publicKey())).isEqualTo(DealBook.EMPTY);
  }

  /**
   * CON-38, CON-40: no points are locked for a provider that cannot sign, and the others come back.
   */
  @Example
  void noDealIsDrawnFromTheOfferOfARevokedProvider() {
    offer(20, one);
    Hash request = request(2);
    Hash deal = drafted(request, 1);
    chain.run(CENTER, revocation(PATIENT));
    assertThat(chain.outcome(INSTITUTION, new EndDeal(deal))).isEqualTo(Outcome.OK);
    assertThat(draft(request, 1)).isEqualTo(Outcome.UNKNOWN_PARTICIPANT);
    assertThat(chain.balance(INSTITUTION)).isEqualTo(100);
  }

  /** LIGHT-6: headers and a path suffice, for what is open and for what is not. */
  @Example
  void clientsHaveDealsProved() {
    offer(20, one);
    Hash request = request(2);
    Hash deal = drafted(request, 1);
    proves(Deals.REQUESTS.entry(request), Deals.REQUESTS.get(chain.state(), request).orElseThrow());
    proves(Deals.DEALS.entry(deal), Deals.DEALS.get(chain.state(), deal).orElseThrow());
    proves(
        Deals.BOOKS.entry(PATIENT.publicKey()), new DealBook(List.of(), List.of(), List.of(deal)));
    proves(
        Trade.offerEntry(PATIENT.publicKey(), TYPE),
        Trade.OFFERS.get(chain.state(), new Position(PATIENT.publicKey(), TYPE)).orElseThrow());
    chain.run(PATIENT, new SignDeal(deal));
    Bytes key = Deals.DEALS.entry(deal).key();
    assertThat(chain.state().tree().proof(key).showsAbsent(key, chain.contract().stateRoot()))
        .isTrue();
  }

  private <T> void proves(StateEntry<T> entry, T expected) {
    Bytes value = chain.state().tree().get(entry.key()).orElseThrow();
    StateProof proof = chain.state().tree().proof(entry.key());
    assertThat(proof.showsPresent(entry.key(), value, chain.contract().stateRoot())).isTrue();
    assertThat(entry.read(value)).isEqualTo(expected);
  }

  private static RevokeCertificates revocation(KeyPair who) {
    return new RevokeCertificates(
        1,
        Hash.ZERO,
        List.of(
            new RevocationEntry(
                BigInteger.ONE, who.publicKey(), RevocationReason.KEY_COMPROMISE, true)));
  }
}
