package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What is seen of a cluster on this machine from outside.
 *
 * @param folder of it
 * @param genesis what is wrong with the folder's genesis; empty if nothing is
 * @param processes the center first; none if there is no cluster
 * @param machine what they share
 * @param lag heights by which a node may be behind without a fault: W + the checkpoint interval
 */
record ClusterObservation(
    Path folder,
    String genesis,
    List<ProcessObservation> processes,
    MachineObservation machine,
    long lag) {
  /**
   * The machine.
   *
   * @param now by its clock
   * @param newest the latest time of what the cluster has written, and of its genesis
   * @param freeBytes on the disk of the stores
   * @param totalBytes of that disk
   */
  record MachineObservation(Instant now, Instant newest, long freeBytes, long totalBytes) {}
}
