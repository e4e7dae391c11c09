package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * A random play about requests and deals, the same for the same seed on every machine: what the
 * golden file pins beside {@link GoldenPlay}, whose moves stay.
 */
final class DealPlay {
  private static final String TYPE = "image";
  private static final KeyPair SECOND = TestChain.keys("institution 1");
  private static final List<KeyPair> PROVIDERS =
      List.of(TestChain.PATIENT, TestChain.OTHER_PATIENT, TestChain.HOSPITAL);
  private static final List<KeyPair> DEMANDERS =
      List.of(TestChain.INSTITUTION, SECOND, TestChain.HOSPITAL);
  private static final List<String> MOVES =
      List.of(
          "request",
          "request",
          "request",
          "draft",
          "draft",
          "draft",
          "draft",
          "draft",
          "sign",
          "sign",
          "sign",
          "sign",
          "end",
          "end request",
          "upload",
          "offer",
          "offer",
          "offer",
          "withdraw",
          "freeze",
          "thaw",
          "leave",
          "replace");

  private final Random random;
  private final List<DealEvents.DataRequested> requests = new ArrayList<>();
  private final List<DealEvents.DealDrafted> drafts = new ArrayList<>();
  private int spare;
  final TestChain chain =
      new TestChain(
          GameScenario.PLAIN, List.of(new Participant(SECOND.publicKey(), Role.RESEARCH)));

  DealPlay(long seed) {
    random = new Random(seed);
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private <T> T one(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Mostly of the last ones. */
  private <T> T late(List<T> list) {
    return list.get(list.size() - 1 - below(Math.min(list.size(), 12)));
  }

  /** One block of 0 to 4 transactions. */
  void block() {
    List<Transaction> block = new ArrayList<>();
    for (int i = below(5); i > 0; i--) {
      block.add(transaction(one(MOVES)));
    }
    for (Receipt receipt : chain.add(block).receipts()) {
      MedicalModules.events(receipt).forEach(this::learn);
    }
  }

  private void learn(Event event) {
    if (event instanceof DealEvents.DataRequested asked) {
      requests.add(asked);
    } else if (event instanceof DealEvents.DealDrafted drawn) {
      drafts.add(drawn);
    }
  }

  private KeyPair keysOf(PublicKey key) {
    if (below(8) == 0) {
      return one(DEMANDERS);
    }
    return IntStream.range(0, DEMANDERS.size() + PROVIDERS.size())
        .mapToObj(each -> each < 3 ? DEMANDERS.get(each) : PROVIDERS.get(each - 3))
        .filter(each -> each.publicKey().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private Transaction transaction(String move) {
    KeyPair demander = one(DEMANDERS);
    return switch (move) {
      case "request" -> chain.order(demander, request());
      case "draft" -> draft(demander);
      case "sign", "end" -> about(move);
      case "end request" ->
          requests.isEmpty()
              ? chain.order(demander, new EndRequest(Hash.ZERO))
              : chain.order(
                  keysOf(late(requests).demander()), new EndRequest(late(requests).request()));
      case "upload" -> {
        KeyPair patient = PROVIDERS.get(below(2));
        yield chain.order(patient, new UploadRecord(TestChain.record(patient, TYPE, below(60))));
      }
      case "offer" -> chain.order(one(PROVIDERS), new OfferRecords(TYPE, 1 + below(2), List.of()));
      case "withdraw" -> {
        KeyPair provider = one(PROVIDERS);
        yield chain.order(provider, new Withdraw(provider.publicKey(), TYPE));
      }
      case "freeze" -> chain.order(TestChain.CENTER, new FreezeAccount(demander.publicKey()));
      case "thaw" -> chain.order(TestChain.CENTER, new ThawAccount(demander.publicKey()));
      case "replace" ->
          chain.order(
              TestChain.CENTER,
              rarely(
                  new ReplaceKey(
                      SECOND.publicKey(), TestChain.keys("spare " + spare++).publicKey())));
      default -> chain.order(below(2) == 0 ? demander : one(PROVIDERS), rarely(new LeaveChain()));
    };
  }

  /** Once in many moves; else a request, which who may not make it makes. */
  private Operation rarely(Operation operation) {
    return below(40) == 0 ? operation : request();
  }

  private Operation request() {
    long nowMs = chain.blocks().getLast().header().timestampMs();
    long untilMs =
        switch (below(12)) {
          case 0 -> nowMs;
          case 1 -> Long.MAX_VALUE;
          default -> nowMs + 1_000L * (3 + below(60));
        };
    return new RequestData(new RequestTerms(TYPE, 1 + below(4), 1 + below(3), untilMs));
  }

  private Transaction draft(KeyPair demander) {
    if (requests.isEmpty() || below(15) == 0) {
      return chain.order(
          demander, new DraftDeal(Hash.of(Bytes.utf8("none")), one(PROVIDERS).publicKey(), 1));
    }
    DealEvents.DataRequested asked = late(requests);
    return chain.order(
        keysOf(asked.demander()),
        new DraftDeal(asked.request(), one(PROVIDERS).publicKey(), 1 + below(3)));
  }

  private Transaction about(String move) {
    if (drafts.isEmpty()) {
      return chain.order(one(PROVIDERS), new SignDeal(Hash.ZERO));
    }
    DealEvents.DealDrafted drawn = late(drafts);
    boolean byProvider = move.equals("sign") || below(2) == 0;
    KeyPair who = keysOf(byProvider ? drawn.terms().provider() : drawn.terms().demander());
    return chain.order(
        who, move.equals("sign") ? new SignDeal(drawn.deal()) : new EndDeal(drawn.deal()));
  }
}
