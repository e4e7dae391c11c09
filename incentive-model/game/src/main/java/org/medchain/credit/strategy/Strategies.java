package org.medchain.credit.strategy;

import java.util.List;
import org.medchain.credit.ExtensionRegistry;

/** The strategies that there are; one more is one more line. */
public final class Strategies {
  private Strategies() {}

  /** Those that come with the model. */
  public static List<Strategy> builtIn() {
    return List.of(
        new Honest(),
        new FalseSharer(),
        new Whitewasher(),
        new Sybil(),
        new FreeRider(),
        new RubberStamper(),
        new HitAndRun(),
        new Colluder(),
        new Splitter());
  }

  /** The same, and those that other jars announce as a service, by name. */
  public static List<Strategy> all() {
    return ExtensionRegistry.all(builtIn(), Strategy.class, Strategy::name);
  }

  /** The strategy of this name. */
  public static Strategy byName(String name) {
    return ExtensionRegistry.byName("strategy", all(), Strategy::name, name);
  }
}
