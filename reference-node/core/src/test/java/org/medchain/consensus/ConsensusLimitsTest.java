package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** CONS-3, CONS-9, CONS-10, PBFT-15, PBFT-17: ranges that all protocols share, at their edges. */
class ConsensusLimitsTest {
  private static final TestSignatures SCHEME = new TestSignatures();
  private static final KeyPair KEYS = ConsensusTestChain.keys(SCHEME, "node 0");
  private static final PublicKey ALICE = new PublicKey(new Hash(1, 0, 0, 0).toBytes());

  @ParameterizedTest
  @CsvSource({"1,1,0,true", "0,1,0,false", "1,0,0,false", "1,1,-1,false"})
  void aBatchHoldsSomethingAndWaitsForwards(
      int transactions, int bytes, long delayNs, boolean valid) {
    if (valid) {
      assertThatCode(() -> new BatchLimits(transactions, bytes, delayNs))
          .doesNotThrowAnyException();
    } else {
      assertRefused(() -> new BatchLimits(transactions, bytes, delayNs));
    }
  }

  private static Transaction request(int sequence) {
    return Transaction.signed(SCHEME, Hash.ZERO, KEYS, sequence, 1, Bytes.of(new byte[20]));
  }

  /** CONS-10: exactly as many, and exactly as large, is still allowed. */
  @Test
  void aBlockMayBeAsLargeAsAgreedAndNoLarger() {
    List<Transaction> two = List.of(request(1), request(2));
    int size = 2 * RequestPool.sizeOf(two.get(0));
    assertThat(new BatchLimits(2, size, 0).allow(two)).isTrue();
    assertThat(new BatchLimits(2, size - 1, 0).allow(two)).isFalse();
    assertThat(new BatchLimits(1, size, 0).allow(two)).isFalse();
    assertThat(new BatchLimits(1, 1, 0).allow(List.of())).isTrue();
  }

  /** PBFT-7: a header cannot carry the roots of its own block. */
  @Test
  void aWindowIsOneOrMore() {
    assertThat(ConsensusTestChain.parameters(1, Difficulty.NONE).window()).isEqualTo(1);
    assertRefused(() -> ConsensusTestChain.parameters(0, Difficulty.NONE));
  }

  /** PBFT-17: the parts of a snapshot of any length are the whole, and there are no others. */
  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "65535,1", "65536,1", "65537,2", "131072,2", "131073,3"})
  void aSnapshotComesInFullPartsAndARest(int length, int parts) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) (i % 251);
    }
    Bytes encoded = Bytes.of(content);
    int at = 0;
    for (int part = 0; part < parts; part++) {
      SnapshotPart sent = Snapshot.part(7, encoded, part).orElseThrow();
      int size = Math.min(SnapshotPart.BYTES, length - at);
      assertThat(sent).isEqualTo(new SnapshotPart(7, part, parts, encoded.slice(at, at + size)));
      at += size;
    }
    assertThat(at).isEqualTo(length);
    assertThat(Snapshot.part(7, encoded, -1)).isEmpty();
    assertThat(Snapshot.part(7, encoded, parts)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,1,0,true",
    "0,16383,16384,65536,true",
    "-1,0,1,0,false",
    "0,-1,1,0,false",
    "0,1,1,0,false",
    "0,0,0,0,false",
    "0,0,16385,0,false",
    "0,0,1,65537,false"
  })
  void aPartIsOneOfItsSnapshots(long height, int part, int parts, int length, boolean valid) {
    Bytes content = Bytes.of(new byte[length]);
    if (valid) {
      assertThat(new SnapshotPart(height, part, parts, content).content()).isEqualTo(content);
    } else {
      assertRefused(() -> new SnapshotPart(height, part, parts, content));
    }
  }

  private static Receipt receipt(PublicKey sender, long sequence) {
    return new Receipt(new RequestId(sender, sequence), Receipt.OK, Bytes.utf8("r" + sequence));
  }

  private static ClientTable table(PublicKey sender, long... sequences) {
    ClientTable table = new ClientTable(new OrderingRight.Anyone());
    for (long sequence : sequences) {
      table.put(sequence, receipt(sender, sequence));
    }
    return table;
  }

  /** PBFT-15: equal tables have one encoding, so no other is read. */
  @Test
  void aClientTableInAnotherOrderOrTooLongIsRefused() {
    Bytes one = table(ALICE, 1).encoded();
    Bytes two = table(ALICE, 2).encoded();
    Bytes far = table(ALICE, 1 + ClientTable.WINDOW).encoded();
    assertThatCode(() -> read(joined(one, two))).doesNotThrowAnyException();
    assertMalformed(() -> read(joined(two, one)));
    assertMalformed(() -> read(joined(one, one)));
    assertMalformed(() -> read(joined(one, far)));
    assertThatCode(() -> read(joined(two, far))).doesNotThrowAnyException();
  }

  private static ClientTable read(Bytes table) {
    return Decoder.decode(table, in -> ClientTable.decode(in, new OrderingRight.Anyone()));
  }

  /** A table of one row of one result: count, key, height of registration, count, results. */
  private static Bytes joined(Bytes first, Bytes second) {
    int results = 1 + PublicKey.SIZE + 8 + 1;
    byte[] joined = new byte[first.size() + second.size() - results];
    System.arraycopy(first.toArray(), 0, joined, 0, first.size());
    System.arraycopy(second.toArray(), results, joined, first.size(), second.size() - results);
    joined[results - 1] = 2;
    return Bytes.of(joined);
  }

  private static Message message(int number) {
    return new FetchBlock(new Hash(0, 0, 0, number));
  }

  private static void sign(Outbox outbox, Message message) {
    outbox.onSigned(message, Envelope.seal(SCHEME, Hash.ZERO, KEYS, message));
  }

  private static List<Message> due(Outbox outbox) {
    return outbox.takeSignedAndDurable().stream().map(Outbox.SignedMessage::message).toList();
  }

  /** CONS-3: its own vote counts for a replica when it is signed and durable, and not before. */
  @Test
  void aPromiseCountsWhenItIsSignedAndDurable() {
    Outbox outbox = new Outbox();
    List<DurabilityToken> tokens = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tokens.add(outbox.persist(message(i)));
      outbox.signAndBroadcastWhenDurable(message(i), tokens.get(i));
    }
    sign(outbox, message(0));
    sign(outbox, message(1));
    sign(outbox, message(2));
    assertThat(due(outbox)).as("signed only").isEmpty();
    outbox.onPersisted(tokens.get(1));
    assertThat(due(outbox)).as("up to the token").containsExactly(message(0), message(1));
    assertThat(due(outbox)).as("once").isEmpty();
    outbox.onPersisted(tokens.get(3));
    assertThat(due(outbox)).containsExactly(message(2));
    sign(outbox, message(3));
    assertThat(due(outbox)).as("durable before it was signed").containsExactly(message(3));
  }

  /** CONS-12: durability never goes back, and covers only written entries. */
  @Test
  void anOldOrUnknownTokenChangesNothing() {
    Outbox outbox = new Outbox();
    DurabilityToken first = outbox.persist(message(0));
    DurabilityToken second = outbox.persist(message(1));
    outbox.signAndBroadcastWhenDurable(message(1), second);
    sign(outbox, message(1));
    outbox.onPersisted(new DurabilityToken(second.number() + 1));
    assertThat(due(outbox)).as("a token of another life").isEmpty();
    outbox.onPersisted(second);
    assertThat(due(outbox)).hasSize(1);
    outbox.onPersisted(first);
    outbox.signAndBroadcastWhenDurable(message(2), second);
    sign(outbox, message(2));
    assertThat(due(outbox)).as("still durable").containsExactly(message(2));
  }

  /** A message that is not counted is not kept for the next step. */
  @Test
  void whatIsNotTakenIsGoneWithTheStep() {
    Outbox outbox = new Outbox();
    outbox.broadcast(message(1));
    sign(outbox, message(1));
    outbox.drain();
    assertThat(due(outbox)).isEmpty();
    outbox.broadcast(message(2));
    sign(outbox, message(2));
    assertThat(due(outbox)).as("promises nothing").containsExactly(message(2));
  }
}
