package org.medchain.consensus;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/** CONS-9: requests are told apart down to 1,024 under the highest; older ones are executed. */
class ClientTableTest {
  private static final PublicKey ALICE = new PublicKey(new Hash(1, 0, 0, 0).toBytes());
  private static final PublicKey BOB = new PublicKey(new Hash(2, 0, 0, 0).toBytes());

  @Provide
  Arbitrary<List<Long>> sequences() {
    return Arbitraries.longs().between(1, 3_000).list().uniqueElements().ofMaxSize(30);
  }

  /** As a client counts: runs of numbers, which overlap or leap. */
  @Provide
  Arbitrary<List<Long>> runs() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 6_000), Arbitraries.integers().between(1, 1_500))
        .as((from, length) -> LongStream.range(from, from + length).boxed().toList())
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(runs -> runs.stream().flatMap(List::stream).distinct().toList());
  }

  @Property(seed = "20247", tries = 50)
  void isReadBackWhole(@ForAll("runs") List<Long> sequences) {
    ClientTable table = new ClientTable(new OrderingRight.Anyone());
    for (long sequence : sequences) {
      table.put(sequence, receipt(ALICE, sequence));
      table.put(sequence, receipt(BOB, 2 * sequence));
    }
    ClientTable read =
        Decoder.decode(table.encoded(), in -> ClientTable.decode(in, new OrderingRight.Anyone()));
    assertThat(read.encoded()).isEqualTo(table.encoded());
    for (long sequence : sequences) {
      RequestId request = new RequestId(ALICE, sequence);
      assertThat(read.find(request)).isEqualTo(table.find(request));
    }
  }

  /** SIM-40: tables are the same exactly if their encodings are, and a copy stays as it was. */
  @Property(seed = "20248", tries = 50)
  void tablesAreComparedByTheirRows(@ForAll("runs") List<Long> sequences) {
    ClientTable table = new ClientTable(new OrderingRight.Registered(Set.of(ALICE, BOB)));
    for (long sequence : sequences) {
      table.put(sequence, receipt(sequence % 3 == 0 ? BOB : ALICE, sequence));
    }
    ClientTable copy = table.copy();
    Bytes before = table.encoded();
    assertThat(copy.encoded()).isEqualTo(before);
    assertThat(copy.hasRowsOf(table) && table.hasRowsOf(copy)).isTrue();

    table.put(7, receipt(ALICE, 7_001));
    assertThat(copy.encoded()).as("the copy does not follow").isEqualTo(before);
    assertThat(copy.hasRowsOf(table) || table.hasRowsOf(copy)).isFalse();
    copy.put(7, receipt(ALICE, 7_001));
    assertThat(copy.hasRowsOf(table)).as("the same again").isTrue();
    copy.put(8, receipt(ALICE, 7_001));
    assertThat(copy.hasRowsOf(table)).as("a reply at another height").isFalse();
  }

  @Example
  void rowsThatDifferInTheirRegistrationAreNotTheSame() {
    ClientTable one = new ClientTable(new OrderingRight.Registered(Set.of()));
    ClientTable other = new ClientTable(new OrderingRight.Registered(Set.of()));
    one.register(ALICE, 1);
    assertThat(one.hasRowsOf(other) || other.hasRowsOf(one)).as("a row more").isFalse();
    other.register(ALICE, 2);
    assertThat(one.hasRowsOf(other)).as("at another height").isFalse();
    ClientTable third = new ClientTable(new OrderingRight.Registered(Set.of()));
    third.register(BOB, 1);
    assertThat(one.hasRowsOf(third)).as("another key").isFalse();
    assertThat(one.hasRowsOf(one.copy())).isTrue();
  }

  /** CONS-14, PBFT-15: rows are there before any request, and survive a checkpoint. */
  @Property(seed = "27540", tries = 100)
  void rowsOfRegisteredKeysAreReadBackWhole(
      @ForAll("registrations") List<Long> heights, @ForAll("sequences") List<Long> sequences) {
    OrderingRight right = new OrderingRight.Registered(Set.of(ALICE));
    ClientTable table = new ClientTable(right);
    for (int i = 0; i < heights.size(); i++) {
      table.register(client(i), heights.get(i));
      table.register(client(i), heights.get(i) + 1);
    }
    for (long sequence : sequences) {
      table.put(sequence, receipt(client((int) (sequence % 7)), sequence));
    }
    ClientTable read = Decoder.decode(table.encoded(), in -> ClientTable.decode(in, right));
    assertThat(read.encoded()).isEqualTo(table.encoded());
    assertThat(read.registeredAt(ALICE)).hasValue(0);
    for (int i = 0; i < 7; i++) {
      OptionalLong at = i < heights.size() ? OptionalLong.of(heights.get(i)) : OptionalLong.empty();
      assertThat(read.registeredAt(client(i))).isEqualTo(at);
    }
    for (long sequence : sequences) {
      RequestId request = new RequestId(client((int) (sequence % 7)), sequence);
      assertThat(read.find(request)).isEqualTo(table.find(request));
      assertThat(read.find(request).isPresent() && sequence % 7 >= heights.size()).isFalse();
    }
  }

  @Provide
  Arbitrary<List<Long>> registrations() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE - 1).list().ofMaxSize(5);
  }

  private static PublicKey client(int number) {
    return new PublicKey(new Hash(3, 0, 0, number).toBytes());
  }

  /** PBFT-15: any other bytes are another table or none, and never an error of another kind. */
  @Property(seed = "27541", tries = 300)
  void changedBytesAreAnotherTableOrMalformed(
      @ForAll @IntRange(min = 0, max = 299) int at, @ForAll @IntRange(min = 1, max = 255) int by) {
    OrderingRight right = new OrderingRight.Registered(Set.of(ALICE, BOB));
    ClientTable table = new ClientTable(right);
    table.register(client(1), 7);
    LongStream.range(1, 4).forEach(each -> table.put(9, receipt(BOB, each)));
    table.put(10, receipt(client(1), 2_000));
    byte[] bytes = table.encoded().toArray();
    bytes[at % bytes.length] ^= (byte) by;
    for (OrderingRight each : List.of(right, new OrderingRight.Anyone())) {
      Optional<ClientTable> read = read(Bytes.of(bytes), each);
      read.ifPresent(
          other ->
              assertThat(other.encoded()).isEqualTo(Bytes.of(bytes)).isNotEqualTo(table.encoded()));
    }
  }

  private static Optional<ClientTable> read(Bytes bytes, OrderingRight right) {
    try {
      return Optional.of(Decoder.decode(bytes, in -> ClientTable.decode(in, right)));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** PBFT-15: no block has a negative height. */
  @Example
  void aRegistrationUnderTheGenesisBlockIsMalformed() {
    OrderingRight right = new OrderingRight.Registered(Set.of(ALICE));
    ClientTable table = new ClientTable(right);
    table.register(BOB, -1);
    assertThat(read(table.encoded(), right)).isEmpty();
  }

  /** CONS-14: rows are as small as the decoder expects, however many there are. */
  @Example
  void manyRowsWithoutRequestsAreReadBack() {
    OrderingRight right = new OrderingRight.Registered(Set.of(ALICE));
    ClientTable table = new ClientTable(right);
    for (int i = 0; i < 1_000; i++) {
      table.register(client(i), 1 + i);
    }
    assertThat(read(table.encoded(), right).map(ClientTable::encoded)).contains(table.encoded());
  }

  /** PBFT-15: the genesis state says who is registered from the start, so a table does not. */
  @Example
  void whoIsRegisteredFromTheStartHasARowOnceItSends() {
    Set<PublicKey> all = IntStream.range(0, 1_000).mapToObj(each -> client(each)).collect(toSet());
    OrderingRight right = new OrderingRight.Registered(all);
    ClientTable table = new ClientTable(right);
    assertThat(table.encoded()).isEqualTo(new Encoder().count(0).toBytes());
    all.forEach(each -> assertThat(table.registeredAt(each)).hasValue(0));
    all.forEach(each -> table.register(each, 5));
    table.put(9, receipt(client(3), 1));
    assertThat(table.encoded()).isEqualTo(one(client(3), receipt(client(3), 1)));
    // A row that a table would not have is malformed, and no second form of the same table.
    Bytes idle = new Encoder().count(1).value(client(4)).int64(0).count(0).toBytes();
    assertThat(read(idle, right)).isEmpty();
  }

  private static Bytes one(PublicKey client, Receipt told) {
    ClientTable table = new ClientTable(new OrderingRight.Registered(Set.of(client)));
    table.put(9, told);
    return table.encoded();
  }

  @Property(seed = "20245", tries = 300)
  void remembersWhatTheWindowHolds(@ForAll("sequences") List<Long> sequences) {
    ClientTable table = new ClientTable(new OrderingRight.Anyone());
    NavigableMap<Long, Receipt> model = new TreeMap<>();
    for (long sequence : sequences) {
      Receipt receipt = receipt(ALICE, sequence);
      table.put(sequence, receipt);
      model.put(sequence, receipt);
    }
    long newest = model.isEmpty() ? 0 : model.lastKey();
    List<Long> asked = new ArrayList<>(sequences);
    asked.addAll(List.of(1L, newest - 1_024, newest - 1_023, newest + 1));
    for (long sequence : asked) {
      RequestId request = new RequestId(ALICE, sequence);
      boolean isOld = !model.isEmpty() && sequence <= newest - 1_024;
      boolean isKnown = model.containsKey(sequence) && !isOld;
      assertThat(table.isExecuted(request)).isEqualTo(isKnown || isOld);
      assertThat(table.find(request).isPresent()).isEqualTo(isKnown);
      if (isKnown) {
        assertThat(table.find(request))
            .contains(new ClientTable.StoredReply(sequence, model.get(sequence)));
      }
    }
  }

  private static Receipt receipt(PublicKey sender, long sequence) {
    return new Receipt(new RequestId(sender, sequence), Receipt.OK, Bytes.utf8("r" + sequence));
  }
}
