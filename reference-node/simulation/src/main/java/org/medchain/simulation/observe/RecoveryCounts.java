package org.medchain.simulation.observe;

/**
 * The restarts of nodes, and the fate of their logs and snapshots (SIM-22 to SIM-24).
 *
 * @param restarts of nodes that had run before
 * @param snapshotsTaken that replicas had their hosts keep
 * @param snapshotPartsServed parts that nodes sent each other
 * @param snapshotsRestored states that were replaced by a snapshot's
 * @param collected entries of logs and snapshots that were no longer needed
 */
public record RecoveryCounts(
    long restarts,
    long snapshotsTaken,
    long snapshotPartsServed,
    long snapshotsRestored,
    long collected) {}
