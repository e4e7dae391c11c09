package org.medchain.faults.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.application.RecordSearch;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.EpochProofsRequest;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.TransactionProofRequest;
import org.medchain.node.transport.RpcMethod;

/** Makes hostile messages of every kind, the same ones for the same seed and corpus. */
final class HostileMessageSource {
  /** What an envelope with codes for each receiver is counted as. */
  static final String MACS_KIND = "MACS";

  /** What an envelope of no kind is counted as. */
  static final String UNKNOWN = "UNKNOWN";

  /** What an envelope is counted as that another has sent before. */
  static final String REPLAY = "REPLAY";

  private static final RpcMethod QUERY = CallKind.QUERY.method();
  private static final X25519MacScheme MACS = new X25519MacScheme();

  private final SplittableRandom random;
  private final SignatureScheme scheme;
  private final Hash chain;
  private final HonestCorpus corpus;
  private final List<KeyPair> keys;
  private final List<PublicKey> honest;
  private final ArbitraryValues values;

  /** How the holder of a key makes each kind, in the order of the kinds. */
  private final Map<String, Function<KeyPair, HostileMessage>> makers = new LinkedHashMap<>();

  private final List<Class<? extends Message>> messages = new ArrayList<>();

  /**
   * A source.
   *
   * @param keys that the hostile peers hold
   * @param honest nodes first, then a client whose data are not the peers' to read
   * @param longest most entries of a list
   */
  HostileMessageSource(
      SplittableRandom random,
      SignatureScheme scheme,
      Hash chain,
      HonestCorpus corpus,
      List<KeyPair> keys,
      List<PublicKey> honest,
      int longest) {
    this.random = random;
    this.scheme = scheme;
    this.chain = chain;
    this.corpus = corpus;
    this.keys = List.copyOf(keys);
    this.honest = List.copyOf(honest);
    this.values = new ArbitraryValues(random, corpus, scheme, chain, keys, longest);
    addMessages();
    addCalls();
  }

  /**
   * The messages of the protocols, and bytes that are no message; a test compares them with the
   * registry.
   */
  private void addMessages() {
    add(RequestRejection.TYPE, RequestRejection.class);
    add(PrePrepare.TYPE, PrePrepare.class);
    add(Prepare.TYPE, Prepare.class);
    add(Commit.TYPE, Commit.class);
    add(ViewChange.TYPE, ViewChange.class);
    add(NewView.TYPE, NewView.class);
    add(Status.TYPE, Status.class);
    add(DecidedBlock.TYPE, DecidedBlock.class);
    add(FetchBlock.TYPE, FetchBlock.class);
    add(FetchedBlock.TYPE, FetchedBlock.class);
    add(OrderedReply.TYPE, OrderedReply.class);
    add(Checkpoint.TYPE, Checkpoint.class);
    add(StableCheckpoint.TYPE, StableCheckpoint.class);
    add(MembershipProof.TYPE, MembershipProof.class);
    add(FetchSnapshot.TYPE, FetchSnapshot.class);
    add(SnapshotPart.TYPE, SnapshotPart.class);
    add(ReadReply.TYPE, ReadReply.class);
    add(VoteQuery.TYPE, VoteQuery.class);
    add(VoteReport.TYPE, VoteReport.class);
    add(Request.TYPE.name(), own -> Request.envelope(request(own)));
    add(ReadRequest.TYPE.name(), own -> ReadRequest.envelope(request(own)));
    add(MACS_KIND, this::withMacs);
    add(UNKNOWN, own -> new Envelope(200, own.publicKey(), values.raw(40), signature()));
    add(REPLAY, own -> replay());
  }

  private void add(MessageType kind, Class<? extends Message> type) {
    messages.add(type);
    add(kind.name(), own -> sealed(message(type), own));
  }

  private void add(String kind, Function<KeyPair, Envelope> maker) {
    makers.put(kind, own -> envelope(kind, maker.apply(own)));
  }

  /** The calls that a peer may make of a node. */
  private void addCalls() {
    add(CallKind.HEADERS, () -> encoded(HeightRange.class));
    makers.put(
        CallKind.BLOCKS.method().name(),
        own -> call(CallKind.BLOCKS.method(), encoded(HeightRange.class), true));
    add(CallKind.EPOCHS, () -> encoded(EpochProofsRequest.class));
    makers.put(CallKind.STATE_PROOF.method().name(), own -> stateProof(own.publicKey()));
    add(CallKind.TRANSACTION_PROOF, () -> encoded(TransactionProofRequest.class));
    add(CallKind.CHUNK, () -> new Encoder().hash(anyHash()).int32(random.nextInt(9) - 1));
    add(CallKind.MANIFEST, () -> new Encoder().hash(anyHash()));
    add(CallKind.RELEASE, () -> new Encoder().hash(anyHash()));
    makers.put(
        CallKind.STORE.method().name(), own -> call(CallKind.STORE.method(), store(own), false));
    add(CallKind.HOLDS, this::hashes);
    add(CallKind.SERVE, () -> new Encoder().uint8(random.nextInt(4)));
    makers.put(QUERY.name(), own -> query());
    RpcMethod nothing = new RpcMethod(99, "nothing");
    makers.put(nothing.name(), own -> call(nothing, new Encoder().raw(values.raw(30)), false));
  }

  private void add(CallKind kind, Supplier<Encoder> question) {
    makers.put(kind.method().name(), own -> call(kind.method(), question.get(), false));
  }

  /** All that a peer can send after the handshake: the names of messages and methods. */
  List<String> kinds() {
    return List.copyOf(makers.keySet());
  }

  /** A message of this kind from the holder of this key. */
  HostileMessage next(String kind, KeyPair own) {
    return makers.get(kind).apply(own);
  }

  private HostileMessage.EnvelopeMessage envelope(String kind, Envelope envelope) {
    if (!values.perMille(15) || envelope.body().size() == 0) {
      return new HostileMessage.EnvelopeMessage(kind, envelope);
    }
    byte[] broken = envelope.body().toArray();
    broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
    return new HostileMessage.EnvelopeMessage(
        kind,
        new Envelope(envelope.code(), envelope.sender(), Bytes.of(broken), envelope.signature()));
  }

  /** A recorded one with a part changed, a recorded one, or one made up. */
  private Message message(Class<? extends Message> type) {
    Optional<Object> known = values.recorded(type);
    if (known.isPresent() && !values.perMille(300)) {
      Object base = known.get();
      return (Message) (values.perMille(150) ? base : values.mutate((Record) base));
    }
    return (Message) values.of(type);
  }

  private Envelope sealed(Message message, KeyPair own) {
    int share = random.nextInt(100);
    KeyPair signer = share < 8 ? values.pick(keys) : own;
    Hash of = share >= 8 && share < 11 ? Hash.of(values.raw(4)) : chain;
    Envelope sealed = Envelope.seal(scheme, of, signer, message);
    if (share >= 11 && share < 14) {
      PublicKey claimed = values.pick(honest);
      return new Envelope(sealed.code(), claimed, sealed.body(), sealed.signature());
    }
    return share >= 14 && share < 17
        ? new Envelope(sealed.code(), sealed.sender(), sealed.body(), signature())
        : sealed;
  }

  private Signature signature() {
    return random.nextBoolean() ? Signature.NONE : new Signature(values.raw(Signature.SIZE));
  }

  private Transaction request(KeyPair own) {
    Optional<Object> known =
        values.perMille(200) ? values.recorded(Transaction.class) : Optional.empty();
    return known
        .map(Transaction.class::cast)
        .orElseGet(() -> values.transaction(values.perMille(100) ? values.pick(keys) : own));
  }

  private Envelope withMacs(KeyPair own) {
    Message message =
        switch (random.nextInt(4)) {
          case 0 -> new Request(values.transaction(own));
          case 1 -> new ReadRequest(values.transaction(own));
          default -> message(values.pick(messages));
        };
    List<PublicKey> to = values.perMille(100) ? List.of() : honest;
    return Envelope.sealWithMacs(MACS, chain, own, message, to);
  }

  private Envelope replay() {
    Envelope base = values.pick(corpus.envelopes());
    return switch (random.nextInt(8)) {
      case 0 -> new Envelope(base.code(), values.pick(honest), base.body(), base.signature());
      case 1 ->
          new Envelope(
              base.code(), base.sender(), base.body(), values.pick(corpus.envelopes()).signature());
      case 2 ->
          new Envelope(
              base.code(), base.sender(), values.pick(corpus.envelopes()).body(), base.signature());
      default -> base;
    };
  }

  private Encoder encoded(Class<?> type) {
    return new Encoder().value((Encodable) values.of(type));
  }

  private HostileMessage call(RpcMethod method, Encodable question, boolean forbidden) {
    return call(method, new Encoder().value(question), forbidden);
  }

  private HostileMessage call(RpcMethod method, Encoder question, boolean forbidden) {
    Bytes body = question.toBytes();
    boolean cut = values.perMille(15) && body.size() > 0;
    return new HostileMessage.CallMessage(
        method, cut ? body.slice(0, body.size() - 1) : body, forbidden);
  }

  private Hash anyHash() {
    return (Hash) values.of(Hash.class);
  }

  private Encoder hashes() {
    int count = values.perMille(20) ? 2000 : random.nextInt(5);
    Encoder out = new Encoder().count(count);
    for (int i = 0; i < count; i++) {
      out.hash(anyHash());
    }
    return out;
  }

  /** Entries of others and one's own: what LIGHT-8 denies is known without its implementation. */
  private HostileMessage stateProof(PublicKey own) {
    PublicKey other = honest.get(honest.size() - 1);
    boolean foreign = random.nextBoolean();
    Bytes key =
        switch (random.nextInt(4)) {
          case 0 -> WorldState.balanceEntry(foreign ? other : own).key();
          case 1 -> Registration.departureEntry(foreign ? other : own).key();
          case 2 -> ConsensusNodes.entry().key();
          default -> Registration.roleEntry(other).key();
        };
    boolean denied =
        key.equals(WorldState.balanceEntry(other).key())
            || key.equals(Registration.departureEntry(other).key());
    long header = Math.max(0, corpus.height() + random.nextInt(3));
    return call(CallKind.STATE_PROOF.method(), new StateProofRequest(key, header), denied);
  }

  private HostileMessage query() {
    PublicKey other = honest.get(honest.size() - 1);
    if (random.nextInt(3) == 0) {
      return call(
          QUERY, new LedgerQuery.FindRecordsQuery(RecordSearch.all().ofPatient(other)), true);
    }
    if (random.nextBoolean()) {
      Optional<Object> known = values.recorded(Transaction.class);
      if (known.isPresent() && known.get() instanceof Transaction it) {
        boolean foreign = it.request().sender().equals(other);
        return call(QUERY, new LedgerQuery.LocateTransactionQuery(it.id()), foreign);
      }
    }
    return call(QUERY, new LedgerQuery.ClockQuery(), false);
  }

  private Encoder store(KeyPair own) {
    if (random.nextBoolean()) {
      Piece piece =
          new Piece(new InclusionProof(0, 1, List.of()), values.raw(1 + random.nextInt(200)));
      return new Encoder().uint8(1).hash(anyHash()).value(piece);
    }
    long length = 1 + (values.number() & 0xFFFFF);
    int size = FileManifest.DEFAULT_PIECE_SIZE;
    FileManifest file = new FileManifest(own.publicKey(), size, length, anyHash(), anyHash());
    SignedManifest deposit =
        random.nextBoolean()
            ? SignedManifest.sign(file, own)
            : SignedManifest.sign(file, anyHash(), own);
    return new Encoder().uint8(0).value(deposit);
  }
}
