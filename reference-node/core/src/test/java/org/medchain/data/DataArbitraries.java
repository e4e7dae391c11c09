package org.medchain.data;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.data.state.StateProof;
import org.medchain.data.state.StateTree;

/** Arbitrary values of the data layer, small and without meaning, for properties of any layer. */
public final class DataArbitraries {
  private DataArbitraries() {}

  /** Byte strings of the given sizes. */
  public static Arbitrary<Bytes> bytes(int least, int most) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(least).ofMaxSize(most).map(Bytes::of);
  }

  /** Texts, characters outside the basic plane included, that UTF-8 can express. */
  public static Arbitrary<String> texts(int most) {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0xD7FF),
            Arbitraries.integers().between(0xE000, 0x10FFFF),
            Arbitraries.integers().between(' ', '~'))
        .list()
        .ofMaxSize(most)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  public static Arbitrary<Hash> hashes() {
    Arbitrary<Long> word = Arbitraries.longs();
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.of(Hash.ZERO, Hash.MAX, new Hash(0, 0, 0, 1))),
            Tuple.of(9, Combinators.combine(word, word, word, word).as(Hash::new)))
        .withoutEdgeCases();
  }

  public static Arbitrary<PublicKey> publicKeys() {
    return bytes(PublicKey.SIZE, PublicKey.SIZE).map(PublicKey::new);
  }

  public static Arbitrary<Signature> signatures() {
    return bytes(Signature.SIZE, Signature.SIZE).map(Signature::new);
  }

  public static Arbitrary<RequestId> requestIds() {
    return Combinators.combine(publicKeys(), Arbitraries.longs().greaterOrEqual(1))
        .as(RequestId::new);
  }

  /** States without meaning. */
  static Arbitrary<StateTree> stateTrees() {
    return Arbitraries.maps(bytes(0, 8), bytes(0, 8))
        .ofMaxSize(12)
        .map(
            entries -> {
              StateTree tree = StateTree.EMPTY;
              for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
                tree = tree.put(entry.getKey(), entry.getValue());
              }
              return tree;
            });
  }

  /** Transactions whose signatures do not hold. */
  public static Arbitrary<Transaction> transactions() {
    return Combinators.combine(
            requestIds(), Arbitraries.integers().between(0, 255), bytes(0, 40), signatures())
        .as(Transaction::new);
  }

  public static Arbitrary<Receipt> receipts() {
    return Combinators.combine(requestIds(), Arbitraries.integers().between(0, 255), bytes(0, 40))
        .as(Receipt::new);
  }

  public static Arbitrary<Difficulty> difficulties() {
    Arbitrary<Difficulty> search = targets().map(Difficulty::ofTarget);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Difficulty.NONE)), Tuple.of(9, search));
  }

  public static Arbitrary<BigInteger> targets() {
    BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    return Combinators.combine(
            Arbitraries.bigIntegers().between(BigInteger.ONE, most).withoutEdgeCases(),
            Arbitraries.integers().between(0, 255))
        .as((value, shift) -> value.shiftRight(shift).max(BigInteger.ONE));
  }

  public static Arbitrary<RandomString> randomStrings() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(RandomString::new);
  }

  /** Headers whose hash need not meet their difficulty. */
  public static Arbitrary<Header> headers() {
    Arbitrary<Long> natural = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(
            hashes(),
            natural,
            hashes(),
            Arbitraries.integers().greaterOrEqual(0),
            natural,
            hashes(),
            Combinators.combine(difficulties(), randomStrings()).as(Search::new))
        .as(
            (previous, time, root, count, height, state, search) ->
                new Header(
                    Header.VERSION,
                    previous,
                    time,
                    root,
                    count,
                    height,
                    state,
                    state,
                    search.difficulty,
                    search.string));
  }

  private record Search(Difficulty difficulty, RandomString string) {}

  /** Blocks whose header fits their transactions. */
  public static Arbitrary<Block> blocks() {
    return Combinators.combine(headers(), transactions().list().ofMaxSize(4))
        .as(DataArbitraries::block);
  }

  public static Block block(Header header, List<Transaction> transactions) {
    return Block.of(
        new Header(
            header.version(),
            header.previous(),
            header.timestampMs(),
            MerkleTree.rootOf(transactions),
            transactions.size(),
            header.height(),
            header.stateRoot(),
            header.receiptsRoot(),
            header.difficulty(),
            header.randomString()),
        transactions);
  }

  /** Records. */
  static Arbitrary<OpenedText> openedTexts() {
    return Combinators.combine(hashes(), texts(16).filter(text -> !text.isEmpty()))
        .as((salt, text) -> new OpenedText(salt.toBytes(), text));
  }

  static Arbitrary<RecordTexts> recordTexts() {
    return Combinators.combine(openedTexts(), openedTexts()).as(RecordTexts::new);
  }

  public static Arbitrary<MedicalRecord> records() {
    Arbitrary<String> name = texts(8).filter(text -> !text.isEmpty());
    return Combinators.combine(
            publicKeys(),
            publicKeys(),
            name,
            hashes(),
            Arbitraries.longs().greaterOrEqual(0),
            texts(16),
            name)
        .as(
            (patient, doctor, path, hash, time, description, type) ->
                new MedicalRecord(
                    patient,
                    new MedicalRecord.MetadataBlock(doctor, path, hash),
                    new MedicalRecord.DigestBlock(time, doctor, description, type)));
  }

  public static Arbitrary<InclusionProof> inclusionProofs() {
    return bytes(0, 40)
        .map(RawLeaf::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .flatMap(
            leaves ->
                Arbitraries.integers()
                    .between(0, leaves.size() - 1)
                    .map(MerkleTree.of(leaves)::proof));
  }

  /** Proofs of all three kinds, from no tree. */
  public static Arbitrary<StateProof> stateProofs() {
    Arbitrary<List<Hash>> siblings = hashes().list().ofMaxSize(6);
    return Arbitraries.oneOf(
        siblings.map(StateProof.PresenceProof::new),
        siblings.map(StateProof.EmptyPathProof::new),
        Combinators.combine(siblings, hashes(), hashes()).as(StateProof.OtherLeafProof::new));
  }
}
