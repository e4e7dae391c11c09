package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.medchain.cluster.doctor.ProcessObservation.RunState;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.StableCheckpoint;

/** From fewer than a quorum of members to a running cluster (CLUSTER-26), step by step. */
final class RecoverySteps {
  private RecoverySteps() {}

  /**
   * What the center has signed and the cluster's genesis.bin does not accept: all else is judged by
   * that one, so this comes first. A node's file is not copied unseen: its owner is asked.
   */
  static List<ClusterFinding> unaccepted(ClusterObservation seen) {
    List<ClusterFinding> all = new ArrayList<>();
    for (ProcessObservation each : seen.processes()) {
      boolean isElsewhere = each.run().state() == RunState.ELSEWHERE;
      String fault = isElsewhere ? each.run().lastWords() : each.files().genesis();
      Object from = isElsewhere ? "DIR with its genesis.bin" : each.folder();
      if (fault.startsWith(StableCheckpoint.ALARM)) {
        all.add(ClusterFinding.of(seen.folder(), each.name(), "two_histories", fault));
      } else if (isElsewhere ? !fault.isEmpty() : fault.equals(FileObserver.AFTER_RECOVERY)) {
        all.add(ClusterFinding.of(seen.folder(), each.name(), "unaccepted", fault, from));
      }
    }
    return all;
  }

  /**
   * Puts these steps in the place of those that nobody can do without a quorum; what is wrong
   * besides stays.
   *
   * @param lost members that need a fresh key
   */
  static void replace(List<ClusterFinding> findings, ClusterObservation seen, LostMembers lost) {
    String faults =
        findings.stream()
            .filter(each -> lost.names().contains(each.place()))
            .map(each -> each.place() + ": " + each.fault())
            .distinct()
            .collect(Collectors.joining("; "));
    List<ProcessObservation> nodes =
        seen.processes().stream().filter(ProcessObservation::isNode).toList();
    Set<String> names = nodes.stream().map(ProcessObservation::name).collect(Collectors.toSet());
    findings.removeIf(
        each -> names.contains(each.place()) || each.command().startsWith("medchain cluster "));
    String time = seen.machine().now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    for (ProcessObservation each : nodes) {
      if (each.files().store().present() && !lost.withoutStore().contains(each.name())) {
        findings.add(ClusterFinding.of(seen.folder(), each.name(), "store_left", time));
      }
    }
    int needed = new QuorumSizes(lost.members()).size();
    findings.addAll(of(seen.folder(), "members_lost", faults, needed, lost.members()));
  }

  /** The steps that follow the copies; a recovery that was interrupted continues with them. */
  static List<ClusterFinding> of(Path folder, String kind, Object... values) {
    return List.of(
        ClusterFinding.of(folder, "the cluster", "nothing_ordered"),
        ClusterFinding.of(folder, "the cluster", kind, values),
        ClusterFinding.of(folder, "the cluster", "does_not_run_then"));
  }
}
