package org.medchain.contract.datasharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.records.Purchases;
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
}
