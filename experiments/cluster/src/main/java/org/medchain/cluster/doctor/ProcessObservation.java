package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.operations.NodeStatus;

/**
 * What is seen of one process of a cluster from outside.
 *
 * @param process as its status is shown
 * @param role of it
 * @param faults of its files, and of processes that are in its way
 * @param store whether it has one
 * @param storeFaults of a stopped node's store; empty if it is sound, or was not looked at
 */
record ProcessObservation(
    MemberState process,
    ProcessRole role,
    List<SeenFault> faults,
    boolean store,
    List<String> storeFaults) {
  /** Of a node whose config is lost. */
  static final String FOLDER_LOST = "folder_lost";

  /** Its genesis.bin lacks a recovery: it knows the members before. */
  static final String BEFORE_RECOVERY = "before_recovery";

  /** Its genesis.bin accepts more than the cluster's: by that one nothing can be judged. */
  static final String UNACCEPTED = "unaccepted";

  /** Its genesis.bin accepts another recovery than the cluster's. */
  static final String TWO_HISTORIES = "two_histories";

  /** What a process is for. */
  enum ProcessRole {
    CENTER,
    MEMBER,
    FOLLOWER
  }

  String name() {
    return process.member().name();
  }

  Path folder() {
    return process.member().folder();
  }

  Optional<NodeStatus> status() {
    return process.status();
  }

  /** That it wrote down; 0 for none. */
  long pid() {
    return process.running().map(RunningProcess::pid).orElse(0L);
  }

  ProcessObservation as(ProcessRole known) {
    return new ProcessObservation(process, known, faults, store, storeFaults);
  }

  boolean isNode() {
    return role != ProcessRole.CENTER;
  }

  boolean isElsewhere() {
    return process.run() == RunState.ELSEWHERE;
  }

  /** A fault of this kind. */
  Optional<SeenFault> fault(String kind) {
    return faults.stream().filter(each -> each.kind().equals(kind)).findFirst();
  }

  /** A follower in this state accepts the recovery; a member's place has got another key. */
  boolean isReturned() {
    return role == ProcessRole.MEMBER && fault(BEFORE_RECOVERY).isPresent();
  }
}
