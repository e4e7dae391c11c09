package org.medchain.cluster.experiment;

import java.nio.file.Path;
import java.util.List;
import org.medchain.comparison.SaturationSearch;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.TrialHost;
import org.medchain.experiments.execution.TrialFunction;

/** The host {@code cluster} of a config: every trial on node processes of this machine (EXP-15). */
public final class ClusterTrials implements TrialHost {
  public ClusterTrials() {}

  @Override
  public HostKind host() {
    return HostKind.CLUSTER;
  }

  @Override
  public void check(ExperimentConfig config) {
    MachineCapacity.ofThisMachine().check(config);
  }

  @Override
  public TrialFunction trials(SyntheticRecords records) {
    return (cell, hook) ->
        SaturationSearch.run(
            cell,
            hook,
            (step, its) -> new ClusterTrial(records, folder(), step, its, List.of()).run());
  }

  /** On a disk, not in memory: the cost of a force is part of the measurement. */
  private static Path folder() {
    String home = System.getProperty("medchain.home", "");
    return home.isEmpty()
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : Path.of(home, "target", "cluster-trials");
  }

  @Override
  public int parallelism() {
    return 1;
  }
}
