package org.medchain.faults.node;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.search.MaskedPage;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.RequestId;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * A service of a node that answers participants falsely, as plausibly as one node can that has
 * another's signature on nothing (FN-10). What it does not falsify it answers as it should.
 */
record LyingService(RpcService own, Supplier<Set<LieKind>> lies) implements RpcService {
  private static final long SILENCE_S = 60;

  /** Far behind the end of any chain: who believes it sees nothing that comes before. */
  private static final Location FAR = new Location(1L << 40, 0);

  /** How a holder says that it has the whole of a file. */
  private static final Bytes WHOLE = new Encoder().uint8(2).bytes(Bytes.EMPTY).toBytes();

  @Override
  public RpcMethod method() {
    return own.method();
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    Optional<CallKind> kind = CallKind.of(own.method());
    Set<LieKind> now = asker.role().isNode() ? Set.of() : lies.get();
    if (now.contains(LieKind.SILENCE)) {
      throw silence();
    }
    return kind.isPresent() && lie(kind.get()).filter(now::contains).isPresent()
        ? falsified(kind.get(), asker, question)
        : own.handle(asker, question);
  }

  private static Optional<LieKind> lie(CallKind kind) {
    return switch (kind) {
      case QUERY -> Optional.of(LieKind.PAGE);
      case HEADERS, TRANSACTION_PROOF, STATE_PROOF -> Optional.of(LieKind.PROOF);
      case KEY_DEPOSIT, KEY_RELEASE -> Optional.of(LieKind.SHARE);
      case CHUNK, MANIFEST, HOLDS, STORE -> Optional.of(LieKind.PIECE);
      default -> Optional.empty();
    };
  }

  private Bytes falsified(CallKind kind, Peer asker, Bytes question) throws RefusedException {
    return switch (kind) {
      case QUERY -> {
        Optional<Bytes> page = page(Decoder.decode(question, LedgerQuery.CODEC::decode));
        yield page.isPresent() ? page.get() : own.handle(asker, question);
      }
      case HEADERS -> {
        long first = Codec.of(HeightRange.class).decoded(question).first();
        yield new HeadersResponse(first - 1, List.of(), Optional.empty()).encoded();
      }
      case TRANSACTION_PROOF -> new TransactionProofResponse.UnknownTransaction().encoded();
      case STATE_PROOF -> {
        StateProofResponse truth =
            Codec.of(StateProofResponse.class).decoded(own.handle(asker, question));
        Optional<Bytes> other =
            truth.value().isPresent() ? Optional.empty() : Optional.of(Bytes.utf8("another value"));
        yield new StateProofResponse(other, truth.proof()).encoded();
      }
      case KEY_DEPOSIT -> Bytes.EMPTY;
      case MANIFEST -> manifest(Decoder.decode(question, Decoder::hash)).encoded();
      case HOLDS -> new Encoder().count(1).raw(WHOLE).toBytes();
      case STORE -> WHOLE;
      default -> withAnotherEnd(own.handle(asker, question)); // a share, or a piece
    };
  }

  /** Comes too late for who asks; the worker waits meanwhile. */
  private static RefusedException silence() {
    try {
      TimeUnit.SECONDS.sleep(SILENCE_S);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new RefusedException("no answer");
  }

  private static Optional<Bytes> page(LedgerQuery query) {
    Hash invented = Hash.of(query.encoded());
    return switch (query) {
      case LedgerQuery.FindRecordsQuery find ->
          Optional.of(
              new LedgerQueryResponse.FoundRecordsResponse(
                      new Page<>(List.of(new FoundRecord(invented, FAR)), Optional.empty()))
                  .encoded());
      case LedgerQuery.RecordHistoryQuery of ->
          Optional.of(orders(of.search().subject(), ReadRecord.TYPE.number(), invented));
      case LedgerQuery.MarketQuery market ->
          Optional.of(orders(invented, OfferRecords.TYPE.number(), invented));
      case LedgerQuery.MatchTrapdoorQuery match -> Optional.of(values(match).encoded());
      default -> Optional.empty();
    };
  }

  /** As many as were asked for, all of them invented. */
  private static LedgerQueryResponse values(LedgerQuery.MatchTrapdoorQuery query) {
    int left = Math.max(0, query.trapdoor().entries() - query.from());
    Bytes invented = Bytes.of(new byte[IndexEntry.VALUE_SIZE]);
    return new LedgerQueryResponse.MatchedEntriesResponse(
        new MaskedPage(
            Collections.nCopies(Math.min(left, MaskedPage.MAX_VALUES), Optional.of(invented))));
  }

  /** A page with one order that nobody gave, in place of all that were. */
  private static Bytes orders(Hash about, int kind, Hash invented) {
    RequestId request = new RequestId(keys(invented).publicKey(), 1);
    HistoryEntry order = new HistoryEntry(FAR, about, kind, request);
    Page<HistoryEntry> page = new Page<>(List.of(order), Optional.empty());
    return new LedgerQueryResponse.RecordHistoryResponse(page).encoded();
  }

  private static KeyPair keys(Hash seed) {
    return new Ed25519().keyPair(seed.toBytes());
  }

  /** Of a file that nobody has, and that a key of its own signed for this name. */
  private static SignedManifest manifest(Hash name) {
    KeyPair maker = keys(name);
    Hash root = Hash.of(name.toBytes());
    FileManifest file =
        new FileManifest(maker.publicKey(), FileManifest.DEFAULT_PIECE_SIZE, 1000, name, root);
    return SignedManifest.sign(file, name, maker);
  }

  private static Bytes withAnotherEnd(Bytes truth) {
    byte[] bytes = truth.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }
}
