package org.medchain.contract.engine;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.medchain.data.CodecCase;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/** The values of the engine that tests of the contracts see. */
public final class EngineValues {
  private EngineValues() {}

  /** Windows as they come about: by some requests out of order. */
  public static CodecCase<RequestWindow> windows() {
    Arbitrary<RequestWindow> windows =
        Arbitraries.integers()
            .between(1, 40)
            .list()
            .uniqueElements()
            .ofMaxSize(20)
            .map(
                sequences -> {
                  RequestWindow window = RequestWindow.EMPTY;
                  for (int sequence : sequences) {
                    window = window.contains(sequence) ? window : window.with(sequence);
                  }
                  return window;
                });
    return new CodecCase<>(RequestWindow.class, windows, RequestWindow::decode);
  }

  /** The state {@code before}, in which of the sender's requests as many are executed as after. */
  public static StateTree consumed(WorldState before, WorldState after, PublicKey sender) {
    return RequestWindow.TABLE
        .get(after, sender)
        .map(window -> RequestWindow.TABLE.put(before, sender, window))
        .orElse(before)
        .tree();
  }

  /** The same for one request. */
  public static StateTree consumed(WorldState before, PublicKey sender, long sequence) {
    RequestWindow window = RequestWindow.TABLE.get(before, sender).orElse(RequestWindow.EMPTY);
    return RequestWindow.TABLE.put(before, sender, window.with(sequence)).tree();
  }
}
