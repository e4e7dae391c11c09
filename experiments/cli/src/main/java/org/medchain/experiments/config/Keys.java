package org.medchain.experiments.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.medchain.comparison.config.Latency;

/**
 * How the names of the config records are written in a file: {@code durationS} is {@code
 * duration_s}.
 */
final class Keys {
  /** The key that names the case of {@link Latency}. */
  static final String CASE = "distribution";

  private Keys() {}

  static String of(RecordComponent component) {
    return snake(component.getName());
  }

  static String of(Class<?> latencyCase) {
    return snake(latencyCase.getSimpleName());
  }

  /** An enum's constant; the records' {@code key()} is its name in small letters. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
