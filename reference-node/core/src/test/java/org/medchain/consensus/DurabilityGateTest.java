package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** CONS-3: nothing leaves before what it waits for is durable. */
class DurabilityGateTest {
  private static Output output(int number) {
    return new Output.Revert(number);
  }

  private static int number(Output output) {
    return (int) ((Output.Revert) output).height();
  }

  /** An entry that the test gave to the gate. */
  private record Given(int number, Set<Long> waitsFor, boolean ordered) {}

  /** Random scripts: outputs leave as soon as tokens and the order allow, never before. */
  @Property(tries = 500, seed = "4")
  void outputsLeaveExactlyWhenTheyMay(@ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    DurabilityGate gate = new DurabilityGate();
    List<Long> writing = new ArrayList<>();
    Set<Long> durable = new TreeSet<>();
    List<Given> waiting = new ArrayList<>();
    List<Integer> orderedLeft = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          long token = writing.size() + durable.size() + 1L;
          gate.persisting(new DurabilityToken(token));
          writing.add(token);
        }
        case 1 -> {
          Given given = given(random, i, writing.size() + durable.size() + 1);
          waiting.add(given);
          boolean left = gate.mayRelease(output(i), tokens(given), given.ordered());
          left(left ? List.of(i) : List.of(), waiting, durable, orderedLeft);
        }
        default -> completeOne(gate, writing, durable, waiting, orderedLeft);
      }
    }
    // One token that was waited for may never have been persisted: persist it now.
    gate.persisting(new DurabilityToken(writing.size() + durable.size() + 1L));
    writing.add(writing.size() + durable.size() + 1L);
    while (!writing.isEmpty()) {
      completeOne(gate, writing, durable, waiting, orderedLeft);
    }
    assertThat(waiting).isEmpty();
    assertThat(orderedLeft).isSorted();
  }

  private static Given given(Random random, int number, int tokens) {
    Set<Long> waitsFor = new TreeSet<>();
    for (int i = random.nextInt(4); i > 1; i--) {
      waitsFor.add(1L + random.nextInt(tokens));
    }
    return new Given(number, waitsFor, random.nextBoolean());
  }

  private static List<DurabilityToken> tokens(Given given) {
    return given.waitsFor().stream().map(DurabilityToken::new).toList();
  }

  private static void completeOne(
      DurabilityGate gate,
      List<Long> writing,
      Set<Long> durable,
      List<Given> waiting,
      List<Integer> orderedLeft) {
    if (writing.isEmpty()) {
      return;
    }
    long token = writing.removeFirst();
    durable.add(token);
    assertThat(gate.durable(new DurabilityToken(token))).isTrue();
    List<Integer> left = gate.release().stream().map(DurabilityGateTest::number).toList();
    left(left, waiting, durable, orderedLeft);
  }

  /** Checks that these left by right, and that none stayed that could have left. */
  private static void left(
      List<Integer> left, List<Given> waiting, Set<Long> durable, List<Integer> orderedLeft) {
    List<Integer> expected = new ArrayList<>();
    boolean blocked = false;
    for (Given given : List.copyOf(waiting)) {
      if (durable.containsAll(given.waitsFor()) && !(given.ordered() && blocked)) {
        expected.add(given.number());
        waiting.remove(given);
        if (given.ordered()) {
          orderedLeft.add(given.number());
        }
      } else {
        blocked |= given.ordered();
      }
    }
    assertThat(left).isEqualTo(expected);
  }

  @Test
  void aTokenIsDurableWhenAllOfItIs() {
    DurabilityGate gate = new DurabilityGate();
    DurabilityToken token = new DurabilityToken(1);
    gate.persisting(token);
    gate.persisting(token);
    assertThat(gate.mayRelease(output(1), List.of(token), false)).isFalse();
    assertThat(gate.durable(token)).isFalse();
    assertThat(gate.release()).isEmpty();
    assertThat(gate.durable(token)).isTrue();
    assertThat(gate.release()).containsExactly(output(1));
  }

  /** SIM-22: the durable entries are a beginning of the persisted ones. */
  @Test
  void aTokenIsDurableWhenAllBeforeItIs() {
    DurabilityGate gate = new DurabilityGate();
    gate.persisting(new DurabilityToken(1));
    gate.persisting(new DurabilityToken(3));
    assertThat(gate.mayRelease(output(1), List.of(new DurabilityToken(2)), false)).isFalse();
    assertThat(gate.mayRelease(output(3), List.of(new DurabilityToken(3)), false)).isFalse();
    assertRefused(() -> gate.persisting(new DurabilityToken(2)));
    assertThat(gate.durable(new DurabilityToken(1))).isTrue();
    assertThat(gate.release()).as("nothing else is under token 2").containsExactly(output(1));
    assertThat(gate.durable(new DurabilityToken(3))).isTrue();
    assertThat(gate.release()).containsExactly(output(3));
    assertThatThrownBy(() -> gate.durable(new DurabilityToken(3)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** A disk that forces many at once says so once. */
  @Test
  void aGroupThatIsDurableTogetherReleasesTogether() {
    DurabilityGate gate = new DurabilityGate();
    for (long token = 1; token <= 4; token++) {
      gate.persisting(new DurabilityToken(token));
      assertThat(gate.mayRelease(output((int) token), List.of(new DurabilityToken(token)), true))
          .isFalse();
    }
    assertThat(gate.hasHeldOutputs()).isTrue();
    gate.durableUpTo(new DurabilityToken(3));
    assertThat(gate.release()).containsExactly(output(1), output(2), output(3));
    assertThat(gate.hasHeldOutputs()).isTrue();
    gate.durableUpTo(new DurabilityToken(4));
    assertThat(gate.release()).containsExactly(output(4));
    assertThat(gate.hasHeldOutputs()).isFalse();
  }
}
