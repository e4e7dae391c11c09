package org.medchain.claims.majority;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import tools.jackson.databind.JsonNode;

/** A config with several adversaries as configs with one of them each. */
public final class SingleAdversaryConfigs {
  private static final String ADVERSARIES = "adversaries";

  private SingleAdversaryConfigs() {}

  /**
   * One config for each item of {@code adversaries}, in their order.
   *
   * @param more keys that depend on the run's size
   * @throws UserInputException with a line for each problem
   */
  public static List<LoadedConfig> of(ClaimRun run, String file, Map<String, String> more)
      throws UserInputException {
    List<LoadedConfig> configs = new ArrayList<>();
    for (JsonNode item : run.config(file, more).effective().path(ADVERSARIES)) {
      Map<String, String> values = new LinkedHashMap<>(more);
      // JSON is YAML, so an item of the effective config is what a file could say.
      values.put(ADVERSARIES, "[" + item + "]");
      configs.add(run.config(file, values));
    }
    return configs;
  }

  /** The behaviour of the only adversary, as the file names it; empty where there is none. */
  public static String behaviour(LoadedConfig config) {
    return config.effective().path(ADVERSARIES).path(0).path("behaviour").asString("");
  }

  /** How many nodes work together as the only adversary. */
  public static int colluding(LoadedConfig config) {
    return config.effective().path(ADVERSARIES).path(0).path("nodes").size();
  }
}
