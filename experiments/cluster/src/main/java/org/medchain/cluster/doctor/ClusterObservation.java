package org.medchain.cluster.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What is seen of a cluster on this machine from outside.
 *
 * @param folder of it
 * @param whole what is wrong with the machine, or that there is no cluster
 * @param processes the center first; none if there is no cluster
 * @param now by this machine's clock
 * @param lag heights by which a node may be behind without a fault: W + the checkpoint interval
 */
record ClusterObservation(
    Path folder,
    List<ClusterFinding> whole,
    List<ProcessObservation> processes,
    Instant now,
    long lag) {}
