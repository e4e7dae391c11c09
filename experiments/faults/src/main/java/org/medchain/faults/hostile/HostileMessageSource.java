package org.medchain.faults.hostile;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.medchain.application.RecordSearch;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.ReadRequest;
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
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.ledger.EpochProofsRequest;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.TransactionProofRequest;

/** Makes hostile messages of every kind, the same ones for the same seed and corpus. */
final class HostileMessageSource {
  private static final X25519MacScheme MACS = new X25519MacScheme();

  private final SplittableRandom random;
  private final SignatureScheme scheme;
  private final Hash chain;
  private final HonestCorpus corpus;
  private final List<KeyPair> keys;
  private final List<PublicKey> honest;
  private final ArbitraryValues values;
  private final MessageMutator mutator;

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
    this.mutator = new MessageMutator(random, values);
  }

  /** A message of this kind from the holder of this key. */
  HostileMessage next(HostileKind kind, KeyPair own) {
    return switch (kind) {
      case REQUEST -> envelope(kind, Request.envelope(request(own)));
      case READ_REQUEST -> envelope(kind, ReadRequest.envelope(request(own)));
      case MAC_ENVELOPE -> envelope(kind, withMacs(own));
      case UNKNOWN_CODE ->
          envelope(kind, new Envelope(200, own.publicKey(), values.raw(40), signature()));
      case REPLAY -> envelope(kind, replay());
      case HEADERS, BLOCKS -> call(kind, value(HeightRange.class), kind == HostileKind.BLOCKS);
      case EPOCHS -> call(kind, value(EpochProofsRequest.class), false);
      case STATE_PROOF -> stateProof(own.publicKey());
      case TRANSACTION_PROOF -> call(kind, value(TransactionProofRequest.class), false);
      case CHUNK -> call(kind, new Encoder().hash(anyHash()).int32(random.nextInt(9) - 1), false);
      case MANIFEST, RELEASE -> call(kind, new Encoder().hash(anyHash()), false);
      case STORE -> call(kind, store(own), false);
      case HOLDS -> call(kind, hashes(), false);
      case REGISTER -> call(kind, new Encoder().uint8(random.nextInt(4)), false);
      case QUERY -> query();
      case UNKNOWN_METHOD -> call(kind, new Encoder().raw(values.raw(30)), false);
      default -> envelope(kind, sealed(message(kind), own));
    };
  }

  private HostileMessage.EnvelopeMessage envelope(HostileKind kind, Envelope envelope) {
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
  private Message message(HostileKind kind) {
    Class<? extends Message> type = kind.message().orElseThrow();
    Optional<Object> known = values.recorded(type);
    if (known.isPresent() && !values.perMille(300)) {
      Object base = known.get();
      return (Message) (values.perMille(150) ? base : mutator.mutate((Record) base));
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
          default -> message(values.pick(List.of(HostileKind.values()).subList(1, 20)));
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

  private Encodable value(Class<?> type) {
    return (Encodable) values.of(type);
  }

  private HostileMessage call(HostileKind kind, Encodable question, boolean forbidden) {
    return call(kind, new Encoder().value(question), forbidden);
  }

  private HostileMessage call(HostileKind kind, Encoder question, boolean forbidden) {
    Bytes body = question.toBytes();
    boolean cut = values.perMille(15) && body.size() > 0;
    return new HostileMessage.CallMessage(
        kind, kind.method().orElseThrow(), cut ? body.slice(0, body.size() - 1) : body, forbidden);
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
    return call(HostileKind.STATE_PROOF, new StateProofRequest(key, header), denied);
  }

  private HostileMessage query() {
    PublicKey other = honest.get(honest.size() - 1);
    if (random.nextInt(3) == 0) {
      return call(
          HostileKind.QUERY,
          new LedgerQuery.FindRecordsQuery(RecordSearch.all().ofPatient(other)),
          true);
    }
    if (random.nextBoolean()) {
      Optional<Object> known = values.recorded(Transaction.class);
      if (known.isPresent() && known.get() instanceof Transaction it) {
        boolean foreign = it.request().sender().equals(other);
        return call(HostileKind.QUERY, new LedgerQuery.LocateTransactionQuery(it.id()), foreign);
      }
    }
    return call(HostileKind.QUERY, new LedgerQuery.ClockQuery(), false);
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
