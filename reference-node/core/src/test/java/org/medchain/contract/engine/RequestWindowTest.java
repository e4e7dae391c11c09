package org.medchain.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.medchain.data.Decoder;

class RequestWindowTest {
  @Provide
  Arbitrary<List<Long>> sequences() {
    return Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.longs().between(1, 30)),
            Tuple.of(
                10, Arbitraries.longs().between(RequestWindow.SIZE - 3, RequestWindow.SIZE + 40)),
            Tuple.of(3, Arbitraries.longs().between(1, 3 * RequestWindow.SIZE)),
            Tuple.of(1, Arbitraries.of(Long.MAX_VALUE, Long.MAX_VALUE - 1)))
        .list()
        .ofMaxSize(80);
  }

  /** CON-3: against a set of all executed numbers, which the window compresses. */
  @Property(seed = "1", tries = 1000)
  void aWindowKnowsWhatWasExecuted(@ForAll("sequences") List<Long> sequences) {
    RequestWindow window = RequestWindow.EMPTY;
    TreeSet<Long> executed = new TreeSet<>(List.of(0L));
    for (long sequence : sequences) {
      boolean tooOld = sequence <= executed.last() - RequestWindow.SIZE;
      boolean known = tooOld || executed.contains(sequence);
      assertThat(window.contains(sequence)).isEqualTo(known);
      if (!known) {
        window = window.with(sequence);
        executed.add(sequence);
      }
      assertThat(window.contains(sequence)).isTrue();
      assertThat(window.highest()).isEqualTo(executed.last());
      assertThat(Decoder.decode(window.encoded(), RequestWindow::decode)).isEqualTo(window);
    }
  }

  /** Requests in their order leave nothing but a number. */
  @Example
  void inOrderTheWindowStaysEmpty() {
    RequestWindow window = RequestWindow.EMPTY;
    for (int sequence = 1; sequence <= 5_000; sequence++) {
      window = window.with(sequence);
      assertThat(window.encoded().size()).isEqualTo(9);
    }
  }

  /** The most that a sender can make the state hold; with the missing number it is gone. */
  @Example
  void aWindowIsSmall() {
    RequestWindow window = RequestWindow.EMPTY;
    for (int sequence = 2; sequence <= RequestWindow.SIZE; sequence++) {
      window = window.with(sequence);
    }
    assertThat(window.encoded().size()).isEqualTo(8 + 1 + RequestWindow.SIZE / 8);
    assertThat(window.with(1).encoded().size()).isEqualTo(9);
  }

  /** An unused number is skipped, and the numbers above it continue. */
  @Example
  void aGapBlocksNoSender() {
    RequestWindow window = RequestWindow.EMPTY;
    for (int sequence = 2; sequence <= RequestWindow.SIZE; sequence++) {
      window = window.with(sequence);
    }
    assertThat(window.contains(1)).isFalse();
    window = window.with(RequestWindow.SIZE + 1);
    assertThat(window.contains(1)).isTrue();
    assertThat(window.contains(RequestWindow.SIZE + 2)).isFalse();
    assertThat(window.encoded().size()).isEqualTo(9);
  }
}
