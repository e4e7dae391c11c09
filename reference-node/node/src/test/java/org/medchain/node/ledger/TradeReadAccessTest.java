package org.medchain.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.registration.Register;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.node.transport.PeerRole;

/** LIGHT-8, AGENCY-11: requests for all participants, offers for demanders, deals for two. */
class TradeReadAccessTest {
  private static final String TYPE = "image";

  private final TestLedger ledger = new TestLedger(4);

  private boolean isShown(KeyPair who, Bytes key) {
    return LedgerReadAccess.of(
            TestLedger.peer(who.publicKey(), PeerRole.ENTITY),
            ledger.at(0).stateAt(ledger.at(0).height()).orElseThrow())
        .shows(key);
  }

  private boolean isShown(KeyPair who, StateEntry<?> entry) {
    return isShown(who, entry.key());
  }

  @Example
  void eachSeesItsPartOfTheMarket() {
    KeyPair insurer = ledger.scheme.named("insurer");
    long untilMs = ledger.genesis.terms().timestampMs() + 60_000;
    Transaction request =
        ledger.next(insurer, new RequestData(new RequestTerms(TYPE, 2, 9, untilMs)));
    Hash asked = Deals.id(request.request());
    Transaction draft = ledger.next(insurer, new DraftDeal(asked, ledger.patient.publicKey(), 1));
    StateEntry<?> deal = Deals.dealEntry(Deals.id(draft.request()));
    ledger.order(
        ledger.next(
            ledger.center, new Register(new Participant(insurer.publicKey(), Role.INSURER))));
    ledger.order(request, ledger.next(ledger.patient, new OfferRecords(TYPE, 9, List.of())));
    assertThat(isShown(ledger.doctor, deal)).as("there is none yet").isTrue();
    ledger.order(draft);
    StateEntry<?> offer = Trade.offerEntry(ledger.patient.publicKey(), TYPE);
    for (KeyPair who : List.of(ledger.patient, ledger.hospital, insurer)) {
      assertThat(isShown(who, offer)).isTrue();
      assertThat(isShown(who, Trade.offerEntry(ledger.patient.publicKey(), "other"))).isTrue();
    }
    assertThat(isShown(ledger.doctor, offer)).isFalse();
    for (KeyPair who : List.of(ledger.patient, ledger.doctor, ledger.hospital, insurer)) {
      boolean party = who.equals(ledger.patient) || who.equals(insurer);
      assertThat(isShown(who, deal)).isEqualTo(party);
      assertThat(isShown(who, Deals.requestEntry(asked))).isTrue();
      assertThat(isShown(who, Deals.bookEntry(who.publicKey()))).isTrue();
      assertThat(isShown(who, Trade.positionsEntry(who.publicKey()))).isTrue();
      for (StateEntry<?> own :
          List.of(
              Deals.bookEntry(insurer.publicKey()), Trade.positionsEntry(insurer.publicKey()))) {
        assertThat(isShown(who, own)).isEqualTo(who.equals(insurer));
      }
    }
    for (StateEntry<?> entry : List.of(offer, deal, Deals.requestEntry(asked))) {
      assertThat(isShown(ledger.stranger, entry)).isFalse();
      // Bytes that are not a key of a table are not a key of the market either.
      Bytes key = entry.key();
      assertThat(isShown(insurer, key.slice(0, key.size() - 1))).isFalse();
      assertThat(isShown(insurer, new Encoder().raw(key).uint8(0).toBytes())).isFalse();
    }
  }
}
