/**
 * A node's disk: an append-only log and blocks, snapshots, state and indexes.
 *
 * <p>Reading order: {@link org.medchain.node.durable.Volume} is the file port; {@code
 * LogRecordFormat} is the format of a record; {@code SegmentScan} finds the sound part; {@code
 * SegmentedLog} appends and recovers; {@code StoreWriter} is the work of the disk thread, {@link
 * org.medchain.node.storage.NodeStore} the thread around it; {@link
 * org.medchain.node.storage.BlockStore} is the ledger.
 *
 * <p>Each kind of segment has a format number; a change of its bytes raises that number, and an old
 * log is refused, not converted. A header's checksum leaves out the segment's own checksum, since a
 * CRC over something and its own CRC is a constant. A sealed segment is open only while it is read.
 */
package org.medchain.node.storage;
