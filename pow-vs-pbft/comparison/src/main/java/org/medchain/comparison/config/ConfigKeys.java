package org.medchain.comparison.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the names of the config records are written in a file: {@code durationS} is {@code
 * duration_s}.
 */
public final class ConfigKeys {
  /** A constant of an enum that config files or tables name. */
  public interface ConfigWord {
    /** The constant's name. */
    String name();

    /** The word for it there. */
    default String key() {
      return word(name());
    }
  }

  private ConfigKeys() {}

  public static String of(RecordComponent component) {
    return snake(component.getName());
  }

  /** A case of a type that has cases. */
  public static String of(Class<?> oneCase) {
    return snake(oneCase.getSimpleName());
  }

  /** An enum's constant; its name in small letters. */
  public static String of(Enum<?> constant) {
    return word(constant.name());
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  /** The constant with that key, if there is one. */
  public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String key) {
    return Arrays.stream(type.getEnumConstants()).filter(each -> of(each).equals(key)).findFirst();
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
