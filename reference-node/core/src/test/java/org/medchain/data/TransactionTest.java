package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** DATA-4, DATA-7: the bytes that a transaction's signature covers. */
class TransactionTest {
  private static final Hash CHAIN = SampleChains.genesis().hash();

  private static boolean holds(Transaction transaction, Hash chain) {
    return transaction.attestation().holds(SampleChains.SCHEME, chain);
  }

  @Provide
  Arbitrary<Transaction> transactions() {
    return DataArbitraries.transactions();
  }

  /** Every bit of the encoding is either covered by the signature or part of it. */
  @Example
  void noBitChangesUnnoticed() {
    Transaction transaction =
        Transaction.signed(
            SampleChains.SCHEME, CHAIN, SampleChains.keys(1), 5, 9, Bytes.utf8("body"));
    assertThat(holds(transaction, CHAIN)).isTrue();
    byte[] encoded = transaction.encoded().toArray();
    for (int bit = 0; bit < encoded.length * 8; bit++) {
      assertThat(accepted(Bytes.of(EncodingMutation.flip(encoded, bit))))
          .as("bit %d", bit)
          .isFalse();
    }
  }

  private static boolean accepted(Bytes encoded) {
    try {
      return holds(Decoder.decode(encoded, Transaction::decode), CHAIN);
    } catch (MalformedInput e) {
      return false;
    }
  }

  @Example
  void aSignatureServesOneChainAndOnePurpose() {
    Transaction transaction = SampleChains.upload(CHAIN, 1, 1);
    assertThat(holds(transaction, Hash.MAX)).isFalse();
    PublicKey sender = transaction.request().sender();
    for (String domain : List.of("", "commit", "transaction ", "Transaction")) {
      Attestation moved =
          new Attestation(domain, sender, transaction.content(), transaction.signature());
      assertThat(moved.holds(SampleChains.SCHEME, CHAIN)).isFalse();
    }
  }

  /** Fields cannot be moved over their borders: each part has a fixed length or is counted. */
  @Example
  void signingBytesAreInjective() {
    PublicKey signer = SampleChains.keys(1).publicKey();
    Set<Bytes> all = new HashSet<>();
    for (String domain : List.of("", "a", "ab")) {
      for (String content : List.of("", "b", "ab")) {
        for (Hash chain : List.of(Hash.ZERO, Hash.MAX)) {
          all.add(Attestation.signingBytes(domain, chain, signer, Bytes.utf8(content)));
        }
      }
    }
    assertThat(all).hasSize(3 * 3 * 2);
  }

  /** A request's content may travel apart from its signature, as in a batch. */
  @Property(seed = "50", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void contentAndSignatureMakeTheTransaction(@ForAll("transactions") Transaction transaction) {
    Transaction joined =
        Decoder.decode(
            transaction.content(), in -> Transaction.decodeContent(in, transaction.signature()));
    assertThat(joined).isEqualTo(transaction);
    assertThat(joined.id()).isEqualTo(Hash.of(transaction.content()));
    assertThat(transaction.encoded().size()).isGreaterThanOrEqualTo(Transaction.MIN_SIZE);
  }

  /** Its name may have been asked for or not: transactions with the same bytes are equal. */
  @Property(seed = "51", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void equalIsWhatIsEncodedAlike(
      @ForAll("transactions") Transaction one, @ForAll("transactions") Transaction other) {
    Transaction same = Decoder.decode(one.encoded(), Transaction::decode);
    assertThat(one.id()).isSameAs(one.id());
    assertThat(same).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
    assertThat(one.equals(other)).isEqualTo(one.encoded().equals(other.encoded()));
    assertThat(one).isNotEqualTo(one.request());
    assertThat(one.toString()).contains(one.request().toString(), one.signature().toString());
  }

  @Example
  void rangesAreChecked() {
    Transaction some = SampleChains.upload(CHAIN, 1, 1);
    RequestId zeroth = new RequestId(some.request().sender(), 0);
    assertThatThrownBy(() -> new Transaction(zeroth, 1, some.body(), some.signature()))
        .hasMessageContaining("count from 1");
    for (int wrong : new int[] {-1, 256}) {
      assertThatThrownBy(
              () -> new Transaction(some.request(), wrong, some.body(), some.signature()))
          .hasMessageContaining("0–255");
      assertThatThrownBy(() -> new Receipt(some.request(), wrong, Bytes.EMPTY))
          .hasMessageContaining("0–255");
    }
    assertThat(new Receipt(some.request(), Receipt.OK, Bytes.EMPTY).succeeded()).isTrue();
    assertThat(new Receipt(some.request(), 1, Bytes.EMPTY).succeeded()).isFalse();
  }

  @Example
  void requestsAreOrdered() {
    PublicKey low = new PublicKey(Hash.ZERO.toBytes());
    PublicKey high = new PublicKey(Hash.MAX.toBytes());
    RequestId second = new RequestId(low, 2);
    assertThat(second).isGreaterThan(new RequestId(low, 1)).isLessThan(new RequestId(high, 1));
    assertThat(second).isEqualByComparingTo(new RequestId(low, 2));
    assertThat(new RequestId(low, 3).brief()).isEqualTo("00000000#3");
  }
}
