package org.medchain.incentive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The extensions known by name: some come with the model, some from other jars. */
public final class ExtensionRegistry {
  private ExtensionRegistry() {}

  /** Those given, and those that other jars announce as a service, by name. */
  public static <T> List<T> all(List<T> builtIn, Class<T> service, Function<T, String> name) {
    List<T> all = new ArrayList<>(builtIn);
    ServiceLoader.load(service).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(name))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /**
   * The one that is called {@code wanted}.
   *
   * @param kind of thing, for the message
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static <T> T byName(String kind, List<T> all, Function<T, String> name, String wanted) {
    return all.stream()
        .filter(each -> name.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no "
                        + kind
                        + " is called '"
                        + wanted
                        + "', but "
                        + all.stream().map(name).toList()));
  }
}
