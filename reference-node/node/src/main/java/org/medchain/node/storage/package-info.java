/**
 * A node's disk: an append-only log and blocks, snapshots, state and indexes.
 *
 * <p>Reading order: {@link org.medchain.node.durable.Volume} is the file port; {@code
 * LogRecordFormat} is the format of a record; {@code SegmentScan} finds the sound part; {@code
 * SegmentedLog} appends and recovers; {@code StoreWriter} is the work of the disk thread, {@link
 * org.medchain.node.storage.NodeStore} the thread around it; {@link
 * org.medchain.node.storage.BlockStore} is the ledger.
 */
package org.medchain.node.storage;
