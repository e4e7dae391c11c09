package org.medchain.consensus.snapshot;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * A piece of a node's snapshot, sent by its host. A single part is not checked: the complete state
 * is checked against the root that a quorum signed.
 *
 * @param height of the state
 * @param part counted from 0
 * @param parts how many there are, 1 to {@link #MAX_PARTS}
 * @param content at most {@link #BYTES}
 */
public record SnapshotPart(long height, int part, int parts, Bytes content) implements Message {
  /** The length of every part but the last. */
  public static final int BYTES = 64 * 1024;

  /** So that a lying holder makes a receiver keep no more than 1 GiB. */
  public static final int MAX_PARTS = 1 << 14;

  public static final MessageType TYPE = MessageType.of(23, "snapshot-part", SnapshotPart.class);

  public SnapshotPart {
    boolean counted = part >= 0 && part < parts && parts <= MAX_PARTS;
    Argument.refuseIf(
        height < 0 || !counted || content.size() > BYTES,
        "no part %s of %s of a snapshot",
        part,
        parts);
  }

  /** Into how many parts a snapshot of this number of bytes is cut. */
  public static long countFor(long bytes) {
    return bytes / BYTES + (bytes % BYTES == 0 ? 0 : 1);
  }
}
