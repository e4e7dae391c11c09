package org.medchain.experiments.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/**
 * How the names of the config records are written in a file: {@code durationS} is {@code
 * duration_s}.
 */
final class ConfigKeys {
  private ConfigKeys() {}

  static String of(RecordComponent component) {
    return snake(component.getName());
  }

  /** A case of a type that has {@link ConfigVariants}. */
  static String of(Class<?> oneCase) {
    return snake(oneCase.getSimpleName());
  }

  /** An enum's constant; the records' {@code key()} is its name in small letters. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
