package org.medchain.comparison;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.comparison.config.ExperimentConfig;

/**
 * A point of the axes that a config makes of its own keys (CMP-58).
 *
 * @param axes the values there as texts, by the paths of their keys, in the order of the axes
 * @param config with these values
 */
public record GridPoint(Map<String, String> axes, ExperimentConfig config) {
  public GridPoint {
    axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
  }
}
