package org.medchain.cluster.doctor;

/**
 * One thing that is wrong.
 *
 * @param fault what, in words
 * @param place where: a process, a file, this machine
 * @param command that mends it, or the first step to it
 */
public record ClusterFinding(String fault, String place, String command) {
<<<<<<< HEAD
  /**
   * Steps stand in this order: a fresh key needs a quorum, which needs processes, and these files.
   */
=======
  /** The order of steps: a fresh key needs a quorum, which needs processes, which need files. */
>>>>>>> 5d610ae1f038d86692b309ff7eb5d30a35ca3f30
  int rank() {
    boolean starts = command.contains("cluster start") || command.contains("cluster up");
    return command.contains("--recover") ? 2 : starts ? 1 : 0;
  }

  @Override
  public String toString() {
    return place + ": " + fault + " -> " + command;
  }
}
