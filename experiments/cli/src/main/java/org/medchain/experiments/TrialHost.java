package org.medchain.experiments;

import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.execution.TrialFunction;

/**
 * What runs the trials of configs with a {@code host} that another module brings (EXP-15): a class
 * with a constructor without parameters, named in {@code META-INF/services/} of its jar.
 */
public interface TrialHost {
  /** The word in configs that means this one. */
  HostKind host();

  /**
   * Checks before the first trial whether this machine has room for all of them.
   *
   * @throws IllegalArgumentException beginning with the key that is wrong
   */
  void check(ExperimentConfig config);

  /** Runs trials over a data set. */
  TrialFunction trials(SyntheticRecords records);

  /** How many trials may run at once, 1 or more; more than one disturb each other's times. */
  int parallelism();
}
