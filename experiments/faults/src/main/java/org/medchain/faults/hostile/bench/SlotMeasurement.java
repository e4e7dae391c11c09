package org.medchain.faults.hostile.bench;

import java.util.List;
import org.medchain.cluster.load.LoadResult;
import org.medchain.faults.hostile.HostileCounts;

/**
 * One load beside some neighbours.
 *
 * @param capacityTps requests a second at saturation, measured in the same round
 * @param offered requests that were due in the measured time
 * @param committed requests that were accepted in the measured time, by f + 1 equal replies
 * @param result of the client
 * @param nodesCpuNs processor time of all nodes, warm-up included
 * @param viewChanges that the median node made meanwhile
 * @param explained those out of a view of the hostile member
 * @param nodes what the nodes counted meanwhile
 * @param peers what each hostile peer did meanwhile
 * @param peersCpuNs processor time of the hostile peers' process
 */
record SlotMeasurement(
    double capacityTps,
    double offered,
    double committed,
    LoadResult result,
    long nodesCpuNs,
    long viewChanges,
    long explained,
    NodeReadings nodes,
    List<HostileCounts> peers,
    long peersCpuNs) {}
