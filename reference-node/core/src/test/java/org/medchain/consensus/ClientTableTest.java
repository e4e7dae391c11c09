package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/**
 * CONS-9: requests are told apart down to 1,024 under the highest; older ones count as executed.
 */
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

  @Property(seed = "20246", tries = 50)
  void remembersWhatTheWindowHoldsOfRuns(@ForAll("runs") List<Long> sequences) {
    remembersWhatTheWindowHolds(sequences);
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

  @Example
  void clientsDoNotTouchEachOther() {
    ClientTable table = new ClientTable(new OrderingRight.Anyone());
    table.put(1, receipt(ALICE, 5_000));
    assertThat(table.isExecuted(new RequestId(ALICE, 1))).isTrue();
    assertThat(table.isExecuted(new RequestId(BOB, 1))).isFalse();
    assertThat(table.find(new RequestId(BOB, 5_000))).isEmpty();
  }

  private static Receipt receipt(PublicKey sender, long sequence) {
    return new Receipt(new RequestId(sender, sequence), Receipt.OK, Bytes.utf8("r" + sequence));
  }
}
