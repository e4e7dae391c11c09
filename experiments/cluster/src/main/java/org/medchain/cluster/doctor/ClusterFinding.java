package org.medchain.cluster.doctor;

/**
 * One thing that is wrong.
 *
 * @param fault what, in words
 * @param place where: a process, a file, this machine
 * @param command that mends it, or the first step to it
 */
public record ClusterFinding(String fault, String place, String command) {
  /** The order of steps: a fresh key needs a quorum, which needs processes, which need files. */
  int rank() {
    boolean starts = command.contains("cluster start") || command.contains("cluster up");
    return command.contains("--recover") ? 2 : starts ? 1 : 0;
  }

  @Override
  public String toString() {
    return place + ": " + fault + " -> " + command;
  }
}
