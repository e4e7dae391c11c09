package org.medchain.simulation.host;

import java.util.ArrayList;
import java.util.List;
import org.medchain.simulation.model.HostModel;

/**
 * The messages that leave a node: at once, or, where cores are shared, at the end of a burst of
 * inputs, as with a real host (SIM-35).
 */
final class DepartureQueue {
  private final boolean isBurst;
  private final List<Runnable> burst = new ArrayList<>();

  DepartureQueue(HostModel host) {
    this.isBurst = host.cores().isPresent();
  }

  void leave(Runnable departure) {
    if (isBurst) {
      burst.add(departure);
    } else {
      departure.run();
    }
  }

  /** The burst is over. */
  void flush() {
    burst.forEach(Runnable::run);
    burst.clear();
  }

  /** The node crashed before that. */
  void clear() {
    burst.clear();
  }
}
