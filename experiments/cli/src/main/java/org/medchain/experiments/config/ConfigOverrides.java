package org.medchain.experiments.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command's options that override values of a config file.
 *
 * @param name of the run
 * @param seed of the experiment
 * @param host what runs the replicas, as the file would name it
 * @param calibration file, from the working folder
 * @param values other keys by their paths, as in {@code workload.rate_tps}, with values as they
 *     would stand in the file
 * @param axes the values of other axes by their keys' paths: a list without brackets, or two ends
 */
public record ConfigOverrides(
    Optional<String> name,
    OptionalLong seed,
    Optional<String> host,
    Optional<Path> calibration,
    Map<String, String> values,
    Map<String, String> axes) {
  /** Nothing. */
  public static final ConfigOverrides NONE = of(Optional.empty(), OptionalLong.empty());

  /** Keeps the order of values and axes. */
  public ConfigOverrides {
    values = new LinkedHashMap<>(values);
    axes = new LinkedHashMap<>(axes);
  }

  /** Name and seed alone. */
  public static ConfigOverrides of(Optional<String> name, OptionalLong seed) {
    return new ConfigOverrides(name, seed, Optional.empty(), Optional.empty(), Map.of(), Map.of());
  }

  /** The same with another host. */
  public ConfigOverrides withHost(String other) {
    return new ConfigOverrides(name, seed, Optional.of(other), calibration, values, axes);
  }

  /** The same with another calibration. */
  public ConfigOverrides withCalibration(Path other) {
    return new ConfigOverrides(name, seed, host, Optional.of(other), values, axes);
  }

  /** The same with values for other keys. */
  public ConfigOverrides withValues(Map<String, String> others) {
    return new ConfigOverrides(name, seed, host, calibration, others, axes);
  }
}
