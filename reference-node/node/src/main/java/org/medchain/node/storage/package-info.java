/**
 * A node's disk: an append-only log and blocks, snapshots, state and indexes.
 *
 * <p>Reading order: {@link org.medchain.node.durable.Volume}, LogRecordFormat, SegmentScan,
 * SegmentedLog, StoreWriter, NodeStore, BlockStore. Each kind of segment has a format number; an
 * old log is refused, not converted.
 */
package org.medchain.node.storage;
