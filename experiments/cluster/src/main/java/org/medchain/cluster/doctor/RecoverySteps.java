package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** From fewer than a quorum of members to a running cluster (CLUSTER-26), step by step. */
final class RecoverySteps {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RecoverySteps() {}

  /** Before anything is changed, into a folder that no earlier step has made. */
  static ClusterFinding backup(ClusterObservation seen, ProcessObservation node) {
    String to = "backup-" + node.name() + "-" + STAMP.format(seen.machine().now());
    return new ClusterFinding(
        "its store is left",
        node.name(),
        "medchain cluster backup "
            + node.name()
            + " --folder "
            + seen.folder()
            + " --to "
            + seen.folder().resolve(to));
  }

  /** What follows; a recovery that was interrupted continues with the same steps. */
  static List<ClusterFinding> of(Path folder, String fault) {
    String in = " --folder " + folder;
    return List.of(
        new ClusterFinding("nothing can be ordered", "the cluster", "medchain cluster down" + in),
        new ClusterFinding(fault, "the cluster", "medchain cluster recover" + in),
        new ClusterFinding("it does not run then", "the cluster", "medchain cluster up" + in));
  }
}
