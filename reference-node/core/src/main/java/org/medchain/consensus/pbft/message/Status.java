package org.medchain.consensus.pbft.message;

import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * STATUS (Castro 2001, §5.2, "status-active" and "status-pending"): the sender's position, so that
 * others retransmit exactly what it lacks.
 *
 * @param view the view that it is in, or tries to enter
 * @param changing whether it still waits for that view's NEW-VIEW
 * @param decided height of its last decided block
 * @param stable height of its last stable checkpoint
 */
public record Status(
    @Natural long view, boolean changing, @Natural long decided, @Natural long stable)
    implements Message {
  public static final MessageType TYPE = MessageType.of(15, "status", Status.class);
}
