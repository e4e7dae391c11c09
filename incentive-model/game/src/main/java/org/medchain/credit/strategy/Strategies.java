package org.medchain.credit.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

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
        new HitAndRun(),
        new Colluder(),
        new Splitter());
  }

  /** The same, and those that other jars announce as a service, by name. */
  public static List<Strategy> all() {
    List<Strategy> all = new ArrayList<>(builtIn());
    ServiceLoader.load(Strategy.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Strategy::name))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** The strategy of this name. */
  public static Strategy named(String name) {
    return all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no strategy is called '"
                        + name
                        + "', but "
                        + all().stream().map(Strategy::name).toList()));
  }
}
