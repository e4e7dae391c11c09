package org.medchain.faults.session;

import java.util.function.Consumer;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.run.CallCounts;

/** Shows people how far a run is. All methods may be called from any thread. */
public interface RunDisplay extends AutoCloseable {
  /** What is told of each thing that happens. */
  static RunDisplay of(Consumer<String> lines) {
    return lines::accept;
  }

  /** Begins to show a run. */
  @FunctionalInterface
  interface Factory {
    /** That one; its clients keep the counts up to date. */
    RunDisplay begin(HarnessConfig config, CallCounts counts);
  }

  /** What happens now, in a few words. */
  void say(String what);

  @Override
  default void close() {}
}
