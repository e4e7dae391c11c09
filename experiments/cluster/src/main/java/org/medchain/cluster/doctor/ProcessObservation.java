package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medchain.node.operations.NodeStatus;

/**
 * What is seen of one process of a cluster from outside.
 *
 * @param name of its folder
 * @param role of it
 * @param folder with its files
 * @param files as they lie on the disk
 * @param run the process itself
 * @param status as it reports itself; empty without a reply
 */
record ProcessObservation(
    String name,
    ProcessRole role,
    Path folder,
    FileObservation files,
    RunObservation run,
    Optional<NodeStatus> status) {
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
   * @param strangerAtPort whether another process has its port; looked at where it does not run
   * @param port that it wants
   * @param unknown pids that run with its config and are not the one that it wrote down
   * @param lastWords why it ended, as it said itself; empty if it runs or said nothing
   */
  record RunObservation(
      RunState state,
      long pid,
      boolean strangerAtPort,
      int port,
      List<Long> unknown,
      String lastWords) {
    /** Of a node on another machine, and what the center signed that nobody has accepted here. */
    static RunObservation elsewhere(String unaccepted) {
      return new RunObservation(RunState.ELSEWHERE, 0, false, 0, List.of(), unaccepted);
    }
  }

  /**
   * Its files.
   *
   * @param config what is wrong with the config; empty if nothing is
   * @param genesis what is wrong with its genesis; empty if nothing is
   * @param credentials of it
   * @param store of it
   * @param open secret files that others on this machine may read
   * @param replacement whether a recovery began and did not end
   */
  record FileObservation(
      String config,
      String genesis,
      CredentialObservation credentials,
      StoreObservation store,
      List<Path> open,
      boolean replacement) {}

  /**
   * Keys and certificates.
   *
   * @param problem why they cannot be used; empty if they can
   * @param begin of the certificate; empty without one
   * @param end of it
   * @param revoked whether the center's list has it
   */
  record CredentialObservation(
      String problem, Optional<Instant> begin, Optional<Instant> end, boolean revoked) {}

  /**
   * The store.
   *
   * @param present whether there is one
   * @param faults of a stopped node's store; empty if it is sound, or was not looked at
   */
  record StoreObservation(boolean present, List<String> faults) {}

  ProcessObservation as(ProcessRole known) {
    return new ProcessObservation(name, known, folder, files, run, status);
  }

  boolean isNode() {
    return role != ProcessRole.CENTER;
  }

  boolean runs() {
    return run.state() != RunState.ENDED;
  }
}
