package org.medchain.experiments.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.DefaultBehaviours;
import org.medchain.comparison.config.HashShare;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.PlannedFault;
import org.medchain.comparison.config.RegionsConfig;
import org.medchain.comparison.config.Retarget;

/**
 * The config types that have cases, one record each, and the key that names the case in a file.
 * Where a record holds such a value under that key, its keys are beside it.
 */
final class ConfigVariants {
  private static final Map<Class<?>, String> KEYS =
      Map.of(
          Latency.class, "distribution",
          BehaviourConfig.class, "behaviour",
          PlannedFault.class, "fault",
          Retarget.class, "rule");

  private static final List<List<Double>> ONE = List.of(List.of(1.0));

  private ConfigVariants() {}

  /** The key that names the case; empty if the type has no cases. */
  static Optional<String> discriminator(Class<?> type) {
    return Optional.ofNullable(KEYS.get(type));
  }

  /** The type that this record is a case of. */
  static Optional<Class<?>> typeOf(Class<?> record) {
    return KEYS.keySet().stream().filter(type -> type.isAssignableFrom(record)).findFirst();
  }

  /** Whether a component's value is written beside its key rather than under it. */
  static boolean isInline(Class<?> type, String key) {
    return discriminator(type).filter(key::equals).isPresent();
  }

  /**
   * A case, or an item of a list, with its defaults, to be filled with a file's values; values
   * without a default are in the file, or the schema has reported them.
   *
   * @param named which case, where the type has cases
   */
  static Optional<Record> defaultOf(Class<?> type, String named) {
    return samples(type).stream()
        .filter(
            sample ->
                discriminator(type).isEmpty() || ConfigKeys.of(sample.getClass()).equals(named))
        .findFirst();
  }

  private static List<Record> samples(Class<?> type) {
    List<?> samples =
        Map.of(
                BehaviourConfig.class, DefaultBehaviours.all(),
                PlannedFault.class, PlannedFault.defaultCases(),
                Retarget.class, Retarget.defaultCases(),
                AdversaryConfig.class,
                    List.of(AdversaryConfig.always(List.of(0), DefaultBehaviours.all().getFirst())),
                ClientAccessConfig.class, List.of(ClientAccessConfig.defaults()),
                ClientLinkConfig.class, List.of(new ClientLinkConfig(0, 0, Latency.defaults())),
                RegionsConfig.class,
                    List.of(new RegionsConfig("", "", "", List.of(""), ONE, ONE, ONE)),
                RegionsConfig.Placement.class, List.of(new RegionsConfig.Placement("", 0, 0)),
                HashShare.class, List.of(new HashShare(0, 0)))
            .getOrDefault(type, List.of());
    List<Record> records = new ArrayList<>();
    samples.forEach(sample -> records.add((Record) sample));
    return records;
  }

  /** All cases of a type, in the order of their declaration. */
  static List<Class<?>> variantsOf(Class<?> type) {
    return Arrays.asList(type.getPermittedSubclasses());
  }
}
