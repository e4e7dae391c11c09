package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;

/** CONS-3: nothing leaves before what it waits for is durable. */
class DurabilityGateTest {
  private static Output output(int number) {
    return new Output.Revert(number);
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
}
