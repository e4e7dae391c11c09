package org.medchain.consensus.pow;

import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.network.MessageType;

/** The kinds of message of proof of work; codes 30 to 39. */
public final class PowMessages {
  private PowMessages() {}

  /** All kinds that nodes and clients exchange, the request included. */
  public static List<MessageType> all() {
    return List.of(
        Request.TYPE,
        RequestRejection.TYPE,
        NewBlock.TYPE,
        GetBlock.TYPE,
        Announce.TYPE,
        ConfirmedReply.TYPE,
        GetHeaders.TYPE,
        Headers.TYPE,
        CompactBlock.TYPE,
        GetBlockTransactions.TYPE,
        BlockTransactions.TYPE);
  }
}
