package org.medchain.consensus.pbft.message;

import org.medchain.data.Encoder;
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
public record Status(long view, boolean changing, long decided, long stable) implements Message {
  /** The kind of message. */
  public static final MessageType TYPE =
      PbftMessages.type(
          15,
          "status",
          in ->
              new Status(
                  WireFormat.decode(in),
                  flag(in.uint8()),
                  WireFormat.decode(in),
                  WireFormat.decode(in)));

  private static boolean flag(int value) {
    if (value > 1) {
      throw new IllegalArgumentException("a flag is 0 or 1, not " + value);
    }
    return value == 1;
  }

  @Override
  public MessageType type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.int64(view).uint8(changing ? 1 : 0).int64(decided).int64(stable);
  }
}
