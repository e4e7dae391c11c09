package org.medchain.experiments.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command's options that override values of a config file.
 *
 * @param name of the run
 * @param seed of the experiment
 * @param host what runs the replicas, as the file would name it
 * @param calibration file, from the working folder
 */
public record ConfigOverrides(
    Optional<String> name, OptionalLong seed, Optional<String> host, Optional<Path> calibration) {
  /** Nothing. */
  public static final ConfigOverrides NONE =
      new ConfigOverrides(
          Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());

  /** Name and seed alone. */
  public static ConfigOverrides of(Optional<String> name, OptionalLong seed) {
    return new ConfigOverrides(name, seed, Optional.empty(), Optional.empty());
  }

  /** The same with another host. */
  public ConfigOverrides withHost(String other) {
    return new ConfigOverrides(name, seed, Optional.of(other), calibration);
  }

  /** The same with another calibration. */
  public ConfigOverrides withCalibration(Path other) {
    return new ConfigOverrides(name, seed, host, Optional.of(other));
  }
}
