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
      String from = isElsewhere ? "DIR with its genesis.bin" : each.folder().toString();
      String accept = "medchain cluster accept --from " + from + " --to " + seen.folder();
      if (fault.startsWith(StableCheckpoint.ALARM)) {
        all.add(new ClusterFinding(fault, each.name(), "see OPERATING.md, 'Who has to agree'"));
      } else if (isElsewhere ? !fault.isEmpty() : fault.equals(FileObserver.AFTER_RECOVERY)) {
        all.add(new ClusterFinding(fault, each.name(), accept));
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
        findings.add(
            new ClusterFinding(
                "its store is left",
                each.name(),
                "medchain cluster backup %s --folder %s --to %s"
                    .formatted(
                        each.name(),
                        seen.folder(),
                        seen.folder().resolve("backup-" + each.name() + "-" + time))));
      }
    }
    findings.addAll(
        of(
            seen.folder(),
            "%s: so much is lost, and a quorum needs %s of %s members"
                .formatted(faults, new QuorumSizes(lost.members()).size(), lost.members())));
  }

  /** The steps that follow the copies; a recovery that was interrupted continues with them. */
  static List<ClusterFinding> of(Path folder, String fault) {
    String in = " --folder " + folder;
    return List.of(
        new ClusterFinding("nothing can be ordered", "the cluster", "medchain cluster down" + in),
        new ClusterFinding(fault, "the cluster", "medchain cluster recover" + in),
        new ClusterFinding("it does not run then", "the cluster", "medchain cluster up" + in));
  }
}
