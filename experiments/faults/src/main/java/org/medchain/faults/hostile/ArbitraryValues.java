package org.medchain.faults.hostile;

import static java.util.Map.entry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/**
 * Arbitrary values of any type that a message is made of: recorded ones, made up ones, edges of
 * ranges, lists from empty to thousands. The same seed and corpus give the same values.
 */
final class ArbitraryValues {
  private static final int ATTEMPTS = 12;

  /** How often a change of a message is tried that its type may refuse. */
  private static final int CHANGES = 8;

  /** Twice the longest frame, so that some messages are too long to be sent. */
  private static final long MOST_BYTES = 16 << 20;

  private final SplittableRandom random;
  private final HonestCorpus corpus;
  private final SignatureScheme scheme;
  private final Hash chain;
  private final List<KeyPair> keys;
  private final int longest;
  private final Map<Class<?>, Supplier<Object>> makers;

  /**
   * Values around what was recorded.
   *
   * @param keys that the hostile peers hold
   * @param longest most entries of a list
   */
  ArbitraryValues(
      SplittableRandom random,
      HonestCorpus corpus,
      SignatureScheme scheme,
      Hash chain,
      List<KeyPair> keys,
      int longest) {
    this.random = random;
    this.corpus = corpus;
    this.scheme = scheme;
    this.chain = chain;
    this.keys = List.copyOf(keys);
    this.longest = longest;
    this.makers =
        Map.ofEntries(
            entry(long.class, this::number),
            entry(Long.class, this::number),
            entry(
                int.class,
                () -> pick(List.of(0, 1, 2, 3, random.nextInt(256), 1 << 14, Integer.MAX_VALUE))),
            entry(boolean.class, random::nextBoolean),
            entry(String.class, () -> "a".repeat(random.nextInt(perMille(50) ? 4000 : 40))),
            entry(Bytes.class, this::bytes),
            entry(Hash.class, this::hash),
            entry(PublicKey.class, this::key),
            entry(
                Signature.class,
                () -> perMille(100) ? Signature.NONE : new Signature(raw(Signature.SIZE))),
            entry(Transaction.class, () -> transaction(pick(keys))),
            entry(Block.class, this::block),
            entry(
                Membership.class,
                () -> new Membership(keys.stream().map(KeyPair::publicKey).distinct().toList())),
            entry(NewView.ViewChangeProof.class, this::viewChangeProof),
            entry(StableCheckpoint.EpochProof.class, this::epochProof));
  }

  /** Whether an event of this many in a thousand happens. */
  boolean perMille(int share) {
    return random.nextInt(1000) < share;
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A recorded value of the class, if there is one. */
  Optional<Object> recorded(Class<?> type) {
    List<Object> known = corpus.of(type);
    return known.isEmpty() ? Optional.empty() : Optional.of(pick(known));
  }

  /** Any value of this type. */
  Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(generic.getActualTypeArguments()[0])
          : optionalOrTree(generic);
    }
    Class<?> plain = (Class<?>) type;
    Optional<Object> known = perMille(500) ? recorded(plain) : Optional.empty();
    return known.orElseGet(() -> madeUp(plain));
  }

  private Object optionalOrTree(ParameterizedType generic) {
    if (generic.getRawType() == Optional.class) {
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.of(of(generic.getActualTypeArguments()[0]));
    }
    TreeMap<Long, ExecutionRoots> roots = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      roots.put(number() & Long.MAX_VALUE, new ExecutionRoots(hash(), hash()));
    }
    return roots;
  }

  private Object madeUp(Class<?> type) {
    if (makers.containsKey(type)) {
      return makers.get(type).get();
    }
    if (type.isEnum()) {
      return pick(Arrays.asList(type.getEnumConstants()));
    }
    return type.isSealed() ? of(pick(List.of(type.getPermittedSubclasses()))) : record(type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException("no values of " + type + " are known");
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      Object[] parts = Arrays.stream(components).map(each -> of(each.getGenericType())).toArray();
      Optional<Object> made = Reflected.build(type, parts);
      if (made.isPresent()) {
        return made.get();
      }
    }
    return recorded(type).orElseGet(() -> record(type));
  }

  /** A view, a height, a sequence number or any other number. */
  long number() {
    return switch (random.nextInt(24)) {
      case 0, 1 -> 0;
      case 2, 3 -> 1;
      case 4, 5, 6 -> random.nextInt(8);
      case 7, 8, 9, 10, 11, 12, 13 -> corpus.height() + random.nextInt(6);
      case 14, 15, 16 -> Math.max(0, corpus.height() - random.nextInt(16));
      case 17 -> corpus.height() + random.nextInt(4096);
      case 18 -> ViewNumbers.first(1) + random.nextInt(4);
      case 19 -> ViewNumbers.first(1 + random.nextInt(1 << 20));
      case 20 -> Long.MAX_VALUE - random.nextInt(3);
      case 21 -> random.nextLong() & Long.MAX_VALUE;
      case 22 -> 1L << random.nextInt(63);
      default -> perMille(100) ? -1 - random.nextInt(3) : random.nextInt(1 << 20);
    };
  }

  Bytes raw(int size) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    return Bytes.of(content);
  }

  private Bytes bytes() {
    return raw(perMille(20) ? random.nextInt(1 << 16) : random.nextInt(80));
  }

  private Hash hash() {
    if (perMille(100)) {
      return Hash.ZERO;
    }
    Optional<Object> header = perMille(500) ? recorded(Header.class) : Optional.empty();
    return header.map(each -> ((Header) each).hash()).orElseGet(() -> Hash.of(raw(8)));
  }

  private PublicKey key() {
    return perMille(600) ? pick(keys).publicKey() : new PublicKey(raw(PublicKey.SIZE));
  }

  /** As it is sent; what is no message's part is short. */
  static long size(Object value) {
    return value instanceof Encodable part ? part.encoded().size() : Hash.SIZE;
  }

  /** Fewer where these are more than any frame holds: lists lie in lists. */
  private static int copies(int wanted, Object of) {
    return (int) Math.max(1, Math.min(wanted, MOST_BYTES / Math.max(1, size(of))));
  }

  /** A list of any length: alike, different, or the same value thousands of times. */
  List<Object> list(Type entry) {
    int size =
        switch (random.nextInt(12)) {
          case 0 -> 0;
          case 1, 2 -> 1;
          case 3, 4, 5 -> 3;
          case 6, 7 -> 4;
          default -> random.nextInt(7);
        };
    if (perMille(4)) {
      Object alike = of(entry);
      int copies = copies(1 + random.nextInt(longest), alike);
      return new ArrayList<>(Collections.nCopies(copies, alike));
    }
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      made.add(of(entry));
    }
    return made;
  }

  /** A request that this key signs; of any operation, and often of none. */
  Transaction transaction(KeyPair sender) {
    long sequence = Math.max(1, number());
    int operation = perMille(400) ? 128 : random.nextInt(256);
    Bytes content = perMille(5) ? raw(random.nextInt(1 << 17)) : raw(random.nextInt(64));
    Bytes body = operation == 128 ? new Encoder().bytes(content).toBytes() : content;
    return Transaction.signed(scheme, chain, sender, sequence, operation, body);
  }

  private Block block() {
    Optional<Block> known = recorded(Block.class).map(Block.class::cast);
    List<Transaction> content = new ArrayList<>();
    known.filter(it -> random.nextBoolean()).ifPresent(it -> content.addAll(it.transactions()));
    Transaction added = transaction(pick(keys));
    int more = perMille(5) ? copies(random.nextInt(longest), added) : random.nextInt(3);
    for (int i = 0; i < more; i++) {
      content.add(added);
    }
    long height = number() & Long.MAX_VALUE;
    Header base =
        known.map(Block::header).orElseGet(() -> (Header) recorded(Header.class).orElseThrow());
    return Block.under(
        root ->
            new Header(
                Header.VERSION,
                random.nextBoolean() ? base.hash() : hash(),
                random.nextBoolean() ? base.timestampMs() : number() & Long.MAX_VALUE,
                root,
                content.size(),
                random.nextBoolean() ? base.height() + 1 : height,
                random.nextBoolean() ? base.stateRoot() : hash(),
                random.nextBoolean() ? base.receiptsRoot() : hash(),
                base.difficulty(),
                base.randomString()),
        content);
  }

  private NewView.ViewChangeProof viewChangeProof() {
    ViewChange change = (ViewChange) of(ViewChange.class);
    KeyPair signer = pick(keys);
    Envelope sealed = Envelope.seal(scheme, chain, signer, change);
    return new NewView.ViewChangeProof(signer.publicKey(), change, sealed.signature());
  }

  private StableCheckpoint.EpochProof epochProof() {
    var digest = (CheckpointContext.ContextDigest) of(CheckpointContext.ContextDigest.class);
    CheckpointCertificate any = (CheckpointCertificate) of(CheckpointCertificate.class);
    Checkpoint named =
        new Checkpoint(
            any.checkpoint().height(),
            any.checkpoint().block(),
            any.checkpoint().stateRoot(),
            digest.hash());
    return new StableCheckpoint.EpochProof(new CheckpointCertificate(named, any.votes()), digest);
  }

  /** The record with one part changed; the same one if every change is refused. */
  Object mutate(Record whole) {
    RecordComponent[] components = whole.getClass().getRecordComponents();
    for (int i = 0; i < CHANGES && components.length > 0; i++) {
      int changed = random.nextInt(components.length);
      Object[] parts = new Object[components.length];
      for (int each = 0; each < parts.length; each++) {
        Object before = Reflected.part(whole, components[each]);
        parts[each] = each == changed ? changed(before, components[each]) : before;
      }
      Optional<Object> made = Reflected.build(whole.getClass(), parts);
      if (made.isPresent()) {
        return made.get();
      }
    }
    return whole;
  }

  private Object changed(Object before, RecordComponent component) {
    return switch (before) {
      case List<?> list
          when component.getGenericType() instanceof ParameterizedType generic && !list.isEmpty() ->
          changedList(list, generic);
      case Record nested when random.nextInt(3) > 0 -> mutate(nested);
      case Long number when random.nextInt(3) == 0 -> Math.max(0, number + random.nextInt(5) - 2);
      default -> of(component.getGenericType());
    };
  }

  private List<Object> changedList(List<?> before, ParameterizedType generic) {
    List<Object> list = new ArrayList<>(before);
    int at = random.nextInt(list.size());
    switch (random.nextInt(6)) {
      case 0 -> list.remove(at);
      case 1 -> list.add(list.get(at)); // a duplicate
      case 2 -> Collections.swap(list, 0, at);
      case 3 -> list.add(of(generic.getActualTypeArguments()[0]));
      case 4 -> {
        if (list.get(at) instanceof Record entry) {
          list.set(at, mutate(entry));
        }
      }
      default -> {
        return list(generic.getActualTypeArguments()[0]);
      }
    }
    return list;
  }
}
