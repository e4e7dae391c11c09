package org.medchain.experiments.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ClientAccessConfig;
import org.medchain.comparison.config.ClientAccessConfig.ClientLinkConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.PowConfig.HashShare;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RegionsConfig;
import org.medchain.comparison.config.Retarget;
import org.medchain.simulation.fault.Fault.PlannedFault;

/**
 * The config types that have cases, one record each, and the key that names the case in a file.
 * Where a record holds such a value under that key, its keys are beside it.
 */
final class ConfigVariants {
  private static final Map<Class<?>, String> KEYS =
      Map.of(
          Latency.class, "distribution",
          ByzantineBehaviour.class, "behaviour",
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
   * The cases of a type, the usual one first, or a record that is no part of another, with
   * defaults, to be filled with a file's values; values without a default are in the file, or the
   * schema has reported them.
   */
  static List<Record> samples(Class<?> type) {
    return Stream.<List<?>>of(
            List.of(
                ExperimentConfig.of(
                    "unnamed", List.of(ProtocolKind.PBFT), List.of(ExperimentConfig.MIN_NODES))),
            ByzantineBehaviour.defaults(),
            PlannedFault.defaultCases(),
            Retarget.defaultCases(),
            List.of(
                Latency.defaults(),
                new Latency.Constant(0),
                new Latency.Uniform(0, 0),
                new Latency.Exponential(0, 1)),
            List.of(new LinkConfig(0, 1, Latency.defaults(), 0)),
            List.of(AdversaryConfig.always(List.of(0), ByzantineBehaviour.defaults().getFirst())),
            List.of(ClientAccessConfig.defaults()),
            List.of(new ClientLinkConfig(0, 0, Latency.defaults())),
            List.of(new RegionsConfig("", "", "", List.of(""), ONE, ONE, ONE)),
            List.of(new RegionsConfig.Placement("", 0, 0)),
            List.of(new HashShare(0, 0)))
        .filter(samples -> type.isInstance(samples.getFirst()))
        .flatMap(List::stream)
        .map(Record.class::cast)
        .toList();
  }
}
