package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/**
 * What is seen of one process of a cluster from outside.
 *
 * @param name of its folder
 * @param role of it
 * @param folder with its files
 * @param faults of its files, and of processes that are in its way
 * @param store whether it has one
 * @param storeFaults of a stopped node's store; empty if it is sound, or was not looked at
 * @param run the process itself
 * @param status as it reports itself; empty without a reply
 */
record ProcessObservation(
    String name,
    ProcessRole role,
    Path folder,
    List<SeenFault> faults,
    boolean store,
    List<String> storeFaults,
    RunObservation run,
    Optional<NodeStatus> status) {
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

  /** How a process is, as the system says. */
  enum RunState {
    RUNNING,
    /** It got SIGSTOP, or a debugger holds it. */
    HELD,
    ENDED,
    /** It answers with its key from another machine, which sees its files. */
    ELSEWHERE
  }

  /**
   * The process.
   *
   * @param state of it
   * @param pid that it wrote down; 0 for none
   * @param lastWords why it ended, as it said itself; of one elsewhere, what the center signed and
   *     nobody has accepted here
   */
  record RunObservation(RunState state, long pid, String lastWords) {}

  ProcessObservation as(ProcessRole known) {
    return new ProcessObservation(name, known, folder, faults, store, storeFaults, run, status);
  }

  boolean isNode() {
    return role != ProcessRole.CENTER;
  }

  boolean runs() {
    return run.state() != RunState.ENDED;
  }

  boolean isElsewhere() {
    return run.state() == RunState.ELSEWHERE;
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
