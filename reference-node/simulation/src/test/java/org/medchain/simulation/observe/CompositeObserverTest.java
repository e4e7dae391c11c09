package org.medchain.simulation.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;

/** Decision 0226: the calls that come with every message go to those that look at them. */
class CompositeObserverTest {
  private static final PublicKey KEY = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));
  private static final Envelope ENVELOPE = new Envelope(1, KEY, Bytes.EMPTY, Signature.NONE);

  private final List<String> calls = new ArrayList<>();

  private SimulationObserver observer(String name, boolean deliveries, boolean steps) {
    return new SimulationObserver() {
      @Override
      public boolean watchesDeliveries() {
        return deliveries;
      }

      @Override
      public boolean watchesSteps() {
        return steps;
      }

      @Override
      public void delivered(String party, long atNs, Envelope envelope, int bytes) {
        calls.add(name + " delivered");
      }

      @Override
      public void stepped(String party, long atNs, Input input, List<Output> outputs) {
        calls.add(name + " stepped");
      }

      @Override
      public void reverted(int node, long atNs, long height) {
        calls.add(name + " reverted");
      }
    };
  }

  private static void happen(SimulationObserver observer) {
    observer.delivered("n0", 1, ENVELOPE, 100);
    observer.stepped("n0", 1, new Input.Started(1), List.of());
    observer.reverted(0, 1, 1);
  }

  @Test
  void eachGetsWhatItLooksAtInOrder() {
    SimulationObserver inner =
        SimulationObserver.all(List.of(observer("b", false, true), observer("c", true, false)));
    SimulationObserver all =
        SimulationObserver.all(
            List.of(observer("a", true, true), inner, SimulationObserver.NONE, new Careless()));
    happen(all);
    assertThat(calls)
        .containsExactly(
            "a delivered",
            "c delivered",
            "careless delivered",
            "a stepped",
            "b stepped",
            "a reverted",
            "b reverted",
            "c reverted");
    assertThat(all.watchesDeliveries()).isTrue();
    assertThat(inner.watchesSteps()).isTrue();
    assertThat(SimulationObserver.all(List.of(observer("d", false, true))).watchesDeliveries())
        .isFalse();
  }

  /** One that says nothing gets everything. */
  private final class Careless implements SimulationObserver {
    @Override
    public void delivered(String party, long atNs, Envelope envelope, int bytes) {
      calls.add("careless delivered");
    }
  }
}
