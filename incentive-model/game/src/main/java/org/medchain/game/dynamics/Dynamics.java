package org.medchain.game.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The dynamics by name, for game files and the command line (GAME-10). */
public final class Dynamics {
  /** For each name, its parameters; all of them are required. */
  private static final Map<String, List<String>> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "replicator", List.of(),
              "adjusted-replicator", List.of("background"),
              "replicator-mutator", List.of("mutation"),
              "replicator-mutator-at-birth", List.of("background", "mutation", "strategies"),
              "smith", List.of(),
              "bnn", List.of(),
              "logit", List.of("noise"),
              "best-response", List.of()));

  private Dynamics() {}

  /** The names that {@link #named} knows, each with its parameters. */
  public static Map<String, List<String>> known() {
    return new TreeMap<>(PARAMETERS);
  }

  /**
   * The dynamic of that name.
   *
   * @param parameters exactly those of {@link #known}
   * @throws IllegalArgumentException for an unknown name or parameter, a missing parameter or a
   *     value out of range; the message lists what is allowed
   */
  public static Dynamic named(String name, Map<String, Double> parameters) {
    List<String> wanted = PARAMETERS.get(name);
    if (wanted == null) {
      throw new IllegalArgumentException("no dynamic '" + name + "': " + allowed());
    }
    if (!new TreeSet<>(wanted).equals(new TreeSet<>(parameters.keySet()))) {
      throw new IllegalArgumentException(
          "dynamic '%s' takes %s, not %s: %s"
              .formatted(name, wanted, new TreeSet<>(parameters.keySet()), allowed()));
    }
    return switch (name) {
      case "replicator" -> new Dynamic.Replicator();
      case "adjusted-replicator" -> new Dynamic.AdjustedReplicator(parameters.get("background"));
      case "replicator-mutator" -> new Dynamic.UniformMutation(parameters.get("mutation"));
      case "replicator-mutator-at-birth" -> atBirth(parameters);
      case "smith" -> new Dynamic.Smith();
      case "bnn" -> new Dynamic.BrownNashVonNeumann();
      case "logit" -> new Dynamic.Logit(parameters.get("noise"));
      default -> new Dynamic.BestResponse();
    };
  }

  /** A child mutates with the chance {@code mutation}, to any of the other strategies alike. */
  private static Dynamic atBirth(Map<String, Double> parameters) {
    double mutation = parameters.get("mutation");
    double count = parameters.get("strategies");
    if (!(count >= 2 && count <= 1000 && count == Math.rint(count))) {
      throw new IllegalArgumentException(
          "strategies is " + count + ", not a number from 2 to 1000");
    }
    if (!(mutation >= 0 && mutation <= 1)) {
      throw new IllegalArgumentException("mutation is " + mutation + ", not a chance from 0 to 1");
    }
    double[][] offspring = new double[(int) count][(int) count];
    for (int parent = 0; parent < offspring.length; parent++) {
      Arrays.fill(offspring[parent], mutation / (count - 1));
      offspring[parent][parent] = 1 - mutation;
    }
    return new Dynamic.ReplicatorMutator(offspring, parameters.get("background"));
  }

  private static String allowed() {
    return PARAMETERS.entrySet().stream()
        .map(each -> each.getKey() + (each.getValue().isEmpty() ? "" : " " + each.getValue()))
        .collect(Collectors.joining(", ", "allowed are ", ""));
  }
}
