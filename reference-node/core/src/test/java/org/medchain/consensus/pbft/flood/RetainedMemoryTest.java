package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;

/** The measure of memory itself. */
class RetainedMemoryTest {
  private static final int SIZE = 1_000;

  private record Holder(Object held) {}

  @Test
  void whatIsHeldCounts() {
    Bytes large = Bytes.of(new byte[SIZE]);
    for (Object holder :
        List.of(
            new Holder(large),
            List.of(large),
            new ArrayList<>(List.of(large)),
            Optional.of(new Holder(large)),
            new Object[] {large},
            new TreeMap<>(Map.of(1L, List.of(new Holder(large)))))) {
      assertThat(RetainedMemory.bytes(holder)).isBetween((long) SIZE, SIZE + 300L);
    }
  }

  @Test
  void whatIsHeldTwiceCountsOnce() {
    Bytes large = Bytes.of(new byte[SIZE]);
    assertThat(RetainedMemory.bytes(List.of(large, large), new Holder(large))).isLessThan(2 * SIZE);
  }

  @Test
  void rings() {
    List<Object> ring = new ArrayList<>();
    ring.add(new Holder(ring));
    assertThat(RetainedMemory.bytes(ring)).isPositive();
  }

  @Test
  void whatMightHideSomethingIsRefused() {
    List<Integer> view = new ArrayList<>(List.of(1, 2, 3)).subList(0, 1);
    assertThatThrownBy(() -> RetainedMemory.bytes(new Holder(view)))
        .hasMessageContaining("SubList");
  }
}
