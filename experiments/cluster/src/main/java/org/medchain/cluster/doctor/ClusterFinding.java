package org.medchain.cluster.doctor;

/**
 * One thing that is wrong.
 *
 * @param fault what, in words
 * @param place where: a process, a file, this machine
 * @param command that mends it, or the first step to it
 */
public record ClusterFinding(String fault, String place, String command) {
  @Override
  public String toString() {
    return place + ": " + fault + " -> " + command;
  }
}
