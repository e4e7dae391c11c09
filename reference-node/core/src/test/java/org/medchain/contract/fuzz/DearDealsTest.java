package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.datasharing.DealBook;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/** CON-28, CON-38, CON-40: as many requests and deals as can be, and the cost of their end. */
class DearDealsTest {
  /** The longest type, so that bytes count. */
  private static final String TYPE = "x".repeat(128);

  private final List<KeyPair> providers = new ArrayList<>();
  private final List<KeyPair> demanders = new ArrayList<>();
  private final TestChain chain = chain();

  private TestChain chain() {
    List<Participant> more = new ArrayList<>();
    for (int i = 0; i < DealBook.MAX_DRAFTED; i++) {
      providers.add(TestChain.keys("provider " + i));
      more.add(new Participant(providers.getLast().publicKey(), Role.PATIENT));
    }
    for (int i = 0; i < 3; i++) {
      demanders.add(TestChain.keys("demander " + i));
      more.add(new Participant(demanders.getLast().publicKey(), Role.RESEARCH));
    }
    return new TestChain(IncentiveRules.of(new PointRules(400, 10, 25, 7, 8_000)), more);
  }

  private Operation request() {
    long untilMs = chain.blocks().getLast().header().timestampMs() + 1_000_000;
    return new RequestData(new RequestTerms(TYPE, 200, 9, untilMs));
  }

  private List<Hash> requests(KeyPair who, int count) {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(chain.order(who, request()));
    }
    List<Hash> ids = new ArrayList<>();
    chain
        .add(all)
        .receipts()
        .forEach(
            each ->
                ids.add(
                    ((DealEvents.DataRequested) MedicalModules.events(each).getFirst()).request()));
    return ids;
  }

  private void offer(KeyPair provider) {
    chain.expect(provider, new OfferRecords(TYPE, 1, List.of()), Outcome.OK);
  }

  /** One request with all the deals that a demander can have waiting, and 15 others. */
  @Example
  void aDemanderEndsAllThatItHas() {
    Hash request = requests(INSTITUTION, DealBook.MAX_REQUESTS).getFirst();
    for (KeyPair each : providers) {
      offer(each);
      Operation draft = new DraftDeal(request, each.publicKey(), 2);
      chain.expect(INSTITUTION, draft, Outcome.OK);
    }
    offer(PATIENT);
    chain.expect(
        INSTITUTION, new DraftDeal(request, PATIENT.publicKey(), 2), Outcome.LIMIT_REACHED);
    List<Event> events = new ArrayList<>();
    CountedWork.of(chain, INSTITUTION, new EndRequest(request), events);
    assertThat(events).hasSize(DealBook.MAX_DRAFTED + 1);
    events.clear();
    StateWork work = CountedWork.of(chain, INSTITUTION, new LeaveChain(), events);
    assertThat(events).hasSize(1 + DealBook.MAX_DRAFTED + DealBook.MAX_REQUESTS);
    assertThat(work.reads()).isLessThan(250);
  }

  /** Two demanders take all places of a provider; a third gets none until one is free. */
  @Example
  void aProviderDeclinesAllThatItHas() {
    offer(PATIENT);
    for (KeyPair who : demanders.subList(0, 2)) {
      for (Hash request : requests(who, DealBook.MAX_REQUESTS)) {
        chain.expect(who, new DraftDeal(request, PATIENT.publicKey(), 1), Outcome.OK);
      }
    }
    KeyPair third = demanders.getLast();
    Hash request = requests(third, 1).getFirst();
    Operation draft = new DraftDeal(request, PATIENT.publicKey(), 1);
    chain.expect(third, draft, Outcome.LIMIT_REACHED);
    assertThat(Deals.book(chain.state(), PATIENT.publicKey()).toSign())
        .hasSize(DealBook.MAX_TO_SIGN);
    List<Event> events = new ArrayList<>();
    StateWork work = CountedWork.of(chain, PATIENT, new LeaveChain(), events);
    assertThat(events).hasSize(2 + DealBook.MAX_TO_SIGN);
    assertThat(work.reads()).isLessThan(400);
  }
}
