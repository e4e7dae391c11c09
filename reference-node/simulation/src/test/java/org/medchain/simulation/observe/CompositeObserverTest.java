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

/** Decision 0222: the calls that come with every message go to those that look at them. */
class CompositeObserverTest {
  private static final PublicKey KEY = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));
  private static final Envelope ENVELOPE = new Envelope(1, KEY, Bytes.EMPTY, Signature.NONE);

  private final List<String> calls = new ArrayList<>();

  private class Named implements SimulationObserver {
    final String name;

    Named(String name) {
      this.name = name;
    }

    final void saw(String what) {
      calls.add(name + " " + what);
    }

    @Override
    public void reverted(int node, long atNs, long height) {
      saw("reverted");
    }
  }

  private class OfDeliveries extends Named {
    OfDeliveries(String name) {
      super(name);
    }

    @Override
    public void delivered(String party, long atNs, Envelope envelope, int bytes) {
      saw("delivered");
    }
  }

  /** It inherits the one and has the other itself. */
  private final class OfBoth extends OfDeliveries {
    OfBoth(String name) {
      super(name);
    }

    @Override
    public void stepped(String party, long atNs, Input input, List<Output> outputs) {
      saw("stepped");
    }
  }

  private static void happen(SimulationObserver observer) {
    observer.delivered("n0", 1, ENVELOPE, 100);
    observer.stepped("n0", 1, new Input.Started(1), List.of());
    observer.reverted(0, 1, 1);
  }

  @Test
  void eachGetsWhatItLooksAtInOrder() {
    SimulationObserver steps =
        new Named("b") {
          @Override
          public void stepped(String party, long atNs, Input input, List<Output> outputs) {
            saw("stepped");
          }
        };
    SimulationObserver inner = SimulationObserver.all(List.of(steps, new OfDeliveries("c")));
    SimulationObserver all =
        SimulationObserver.all(
            List.of(new OfBoth("a"), inner, SimulationObserver.NONE, new Named("d")));
    happen(all);
    assertThat(calls)
        .containsExactly(
            "a delivered",
            "c delivered",
            "a stepped",
            "b stepped",
            "a reverted",
            "b reverted",
            "c reverted",
            "d reverted");
  }
}
