package org.medchain.experiments.execution;

import java.nio.file.Path;
import java.util.Optional;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;

/**
 * Starts an engine that another module brings (ENG-1): a class with a constructor without
 * parameters, named in {@code META-INF/services/} of its jar.
 */
public interface EngineStarter {
  /** The word of {@code --engine} that means this one. */
  String word();

  /**
   * An engine for the trials of a config.
   *
   * @throws UserInputException where it cannot run them, before the first trial
   */
  TrialEngine start(EngineOrder order) throws UserInputException;

  /**
   * What the engine is for.
   *
   * @param config whose trials run
   * @param dataset the place of its records
   * @param master where the engine's machines are told what to do; empty for its default
   */
  record EngineOrder(LoadedConfig config, Path dataset, Optional<String> master) {}
}
