package org.medchain.claims.chain;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medchain.claims.chain.OperationContext.SentOperation;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealBook;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;

/** Draws data requests, and deals on them. */
final class DealOperations {
  private static final long SOME_TIME_MS = 600_000;

  private final OperationContext context;

  private DealOperations(OperationContext context) {
    this.context = context;
  }

  /** Adds how each kind is drawn, by the class of the operation. */
  static void addTo(Map<Class<?>, Supplier<SentOperation>> makers, OperationContext context) {
    DealOperations draws = new DealOperations(context);
    makers.put(RequestData.class, draws::request);
    makers.put(EndRequest.class, draws::endRequest);
    makers.put(DraftDeal.class, draws::draft);
    makers.put(SignDeal.class, draws::sign);
    makers.put(EndDeal.class, draws::end);
  }

  private DealBook book(KeyPair who) {
    return Deals.book(context.chain().state(), who.publicKey());
  }

  private Hash oneOf(List<Hash> open) {
    return open.isEmpty() ? context.drawnHash() : context.one(open);
  }

  private SentOperation request() {
    long nowMs = context.chain().withGenesis().getLast().header().timestampMs();
    String type = context.record().digest().type();
    return context.byUser(
        new RequestData(
            new RequestTerms(
                type, 1 + context.below(5), 3 + context.below(12), nowMs + SOME_TIME_MS)));
  }

  private SentOperation endRequest() {
    KeyPair user = context.user();
    return new SentOperation(user, new EndRequest(oneOf(book(user).requests())));
  }

  private SentOperation draft() {
    KeyPair user = context.user();
    MedicalRecord record = context.record();
    return new SentOperation(
        user, new DraftDeal(oneOf(book(user).requests()), record.patient(), 1 + context.below(2)));
  }

  private SentOperation sign() {
    Hash deal = oneOf(book(context.user()).drafted());
    return new SentOperation(provider(deal), new SignDeal(deal));
  }

  private SentOperation end() {
    KeyPair user = context.user();
    Hash deal = oneOf(book(user).drafted());
    return new SentOperation(context.oneIn(2) ? user : provider(deal), new EndDeal(deal));
  }

  private KeyPair provider(Hash deal) {
    return Deals.dealEntry(deal)
        .in(context.chain().state())
        .map(Deal::provider)
        .flatMap(context::keysOf)
        .orElse(context.ownerOf(context.record()));
  }
}
