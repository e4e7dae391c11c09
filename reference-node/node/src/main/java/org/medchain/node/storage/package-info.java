/**
 * What a node keeps on its disk: an append-only log and blocks, snapshots, state and indexes.
 *
 * <p>Reading order: {@link org.medchain.node.storage.Volume} is the file port; {@code
 * LogRecordFormat} is what a record looks like; {@code SegmentScan} says what is sound; {@code
 * SegmentedLog} appends and recovers; {@code StoreWriter} is what the disk thread does, {@link
 * org.medchain.node.storage.NodeStore} the thread around it; {@link
 * org.medchain.node.storage.BlockStore} is the ledger.
 */
package org.medchain.node.storage;
