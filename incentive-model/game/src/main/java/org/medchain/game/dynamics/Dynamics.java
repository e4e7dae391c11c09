package org.medchain.game.dynamics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dynamics by name, for game files and the command line (GAME-10). */
public final class Dynamics {
  /** What makes a dynamic, of parameters that are all required. */
  private record Kind(
      List<String> parameters, Function<Map<String, Double>, EvolutionaryDynamic> make) {}

  private static final Map<String, Kind> KINDS =
      new TreeMap<>(
          Map.of(
              "replicator", new Kind(List.of(), p -> new EvolutionaryDynamic.Replicator()),
              "adjusted-replicator",
                  new Kind(
                      List.of("background"),
                      p -> new EvolutionaryDynamic.AdjustedReplicator(p.get("background"))),
              "replicator-mutator",
                  new Kind(
                      List.of("mutation"),
                      p -> new EvolutionaryDynamic.UniformMutation(p.get("mutation"))),
              "replicator-mutator-at-birth",
                  new Kind(
                      List.of("background", "mutation"),
                      p ->
                          new EvolutionaryDynamic.ReplicatorMutator(
                              p.get("mutation"), p.get("background"))),
              "smith", new Kind(List.of(), p -> new EvolutionaryDynamic.Smith()),
              "bnn", new Kind(List.of(), p -> new EvolutionaryDynamic.BrownNashVonNeumann()),
              "logit",
                  new Kind(List.of("noise"), p -> new EvolutionaryDynamic.Logit(p.get("noise"))),
              "best-response", new Kind(List.of(), p -> new EvolutionaryDynamic.BestResponse())));

  private Dynamics() {}

  /** The names that {@link #named} knows. */
  public static Set<String> names() {
    return KINDS.keySet();
  }

  /**
   * The dynamic of that name.
   *
   * @param parameters exactly those that it takes
   * @throws IllegalArgumentException for an unknown name or parameter, a missing parameter or a
   *     value out of range; the message lists what is allowed
   */
  public static EvolutionaryDynamic named(String name, Map<String, Double> parameters) {
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("no dynamic '" + name + "': " + allowed());
    }
    if (!new TreeSet<>(kind.parameters).equals(new TreeSet<>(parameters.keySet()))) {
      throw new IllegalArgumentException(
          "dynamic '%s' takes %s, not %s: %s"
              .formatted(name, kind.parameters, new TreeSet<>(parameters.keySet()), allowed()));
    }
    return kind.make.apply(parameters);
  }

  private static String allowed() {
    return KINDS.entrySet().stream()
        .map(
            each ->
                each.getValue().parameters.isEmpty()
                    ? each.getKey()
                    : each.getKey() + " " + each.getValue().parameters)
        .collect(Collectors.joining(", ", "allowed are ", ""));
  }
}
