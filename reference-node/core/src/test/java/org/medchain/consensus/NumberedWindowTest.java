package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A window of numbered values is a sorted map after any puts, removals and discards. */
class NumberedWindowTest {
  enum WindowChange {
    PUT,
    REMOVE,
    DISCARD_BELOW,
    CLEAR
  }

  record WindowStep(WindowChange change, long number) {}

  @Provide
  Arbitrary<List<WindowStep>> steps() {
    // Mostly values that come, some numbers apart, so that the ring wraps and grows.
    Arbitrary<WindowChange> changes =
        Arbitraries.frequency(
            Tuple.of(12, WindowChange.PUT),
            Tuple.of(6, WindowChange.REMOVE),
            Tuple.of(3, WindowChange.DISCARD_BELOW),
            Tuple.of(1, WindowChange.CLEAR));
    return Combinators.combine(changes, Arbitraries.longs().between(-5, 40))
        .as(WindowStep::new)
        .list()
        .ofMaxSize(60);
  }

  /** Around 0, and around the greatest number that there is. */
  @Property(seed = "227", tries = 500)
  void isASortedMap(@ForAll("steps") List<WindowStep> steps, @ForAll boolean isFar) {
    long origin = isFar ? Long.MAX_VALUE - 40 : 0;
    NumberedWindow<Integer> window = new NumberedWindow<>();
    TreeMap<Long, Integer> map = new TreeMap<>();
    for (int i = 0; i < steps.size(); i++) {
      long number = origin + steps.get(i).number();
      switch (steps.get(i).change()) {
        case PUT -> {
          window.put(number, i);
          map.put(number, i);
        }
        case REMOVE -> {
          window.remove(number);
          map.remove(number);
        }
        case DISCARD_BELOW -> {
          window.discardBelow(number);
          map.headMap(number).clear();
        }
        case CLEAR -> {
          window.clear();
          map.clear();
        }
      }
      assertEqual(window, map, number);
    }
  }

  private static void assertEqual(
      NumberedWindow<Integer> window, TreeMap<Long, Integer> map, long number) {
    assertThat(window.get(number)).isEqualTo(map.get(number));
    assertThat(window.containsKey(number)).isEqualTo(map.containsKey(number));
    assertThat(window.get(number - 1)).isEqualTo(map.get(number - 1));
    assertThat(window.get(number - 64)).as("in the same cell").isEqualTo(map.get(number - 64));
    assertThat(window.size()).isEqualTo(map.size());
    assertThat(window.isEmpty()).isEqualTo(map.isEmpty());
    assertThat(window.values()).containsExactlyElementsOf(map.values());
    assertThat(window).containsExactlyElementsOf(map.values());
    assertThat(window.numbersFrom(number))
        .containsExactlyElementsOf(map.tailMap(number, true).keySet());
    assertThat(window).hasToString(map.keySet().toString());
    if (!map.isEmpty()) {
      assertThat(window.firstKey()).isEqualTo(map.firstKey());
      assertThat(window.lastKey()).isEqualTo(map.lastKey());
    }
  }

  @Example
  void anEmptyWindowHasNoEnds() {
    NumberedWindow<String> window = new NumberedWindow<>();
    assertThatThrownBy(window::firstKey).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(window::lastKey).isInstanceOf(NoSuchElementException.class);
  }

  /** What walks over the values may discard some. */
  @Example
  void aWalkIsOverTheValuesAsTheyWere() {
    NumberedWindow<String> window = new NumberedWindow<>();
    window.put(1, "one");
    window.put(3, "three");
    List<String> seen = new ArrayList<>();
    for (String each : window) {
      seen.add(each);
      window.clear();
    }
    assertThat(seen).containsExactly("one", "three");
  }

  /** Memory is one cell a number, so a stray number must not take all of it. */
  @Example
  void aNumberFarAwayIsRefused() {
    NumberedWindow<String> window = new NumberedWindow<>();
    window.put(1, "one");
    assertThatThrownBy(() -> window.put(1L << 40, "far"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> window.put(Long.MIN_VALUE, "too far to count"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(window.values()).containsExactly("one");
  }
}
