package org.medchain.node.agency;

import java.util.Optional;
import org.medchain.consensus.Refusal;
import org.medchain.consensus.pbft.OrderedReply;
import org.medchain.consensus.pbft.ReadReply;
import org.medchain.consensus.pbft.StableCheckpoint;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;

/** What a message of a replica to a client is about; whether it is true the client finds out. */
sealed interface Reply {
  /** The answer to a request, ordered or read. */
  record To(RequestId request) implements Reply {}

  /** A node does not take a request. */
  record Refused(Hash id) implements Reply {}

  /** How the members changed, for clients that may not know; replicas tell each other, too. */
  record Introduction() implements Reply {}

  /** What the envelope is; empty if it is no reply, or none that can be read. */
  static Optional<Reply> in(Envelope envelope) {
    try {
      Envelope inside = envelope.inside();
      int code = inside.code();
      if (code == OrderedReply.TYPE.code()) {
        OrderedReply reply = (OrderedReply) OrderedReply.TYPE.decoder().apply(inside);
        return Optional.of(new To(reply.receipt().request()));
      }
      if (code == ReadReply.TYPE.code()) {
        ReadReply reply = (ReadReply) ReadReply.TYPE.decoder().apply(inside);
        return Optional.of(new To(reply.receipt().request()));
      }
      if (code == Refusal.TYPE.code()) {
        Refusal refusal = (Refusal) Refusal.TYPE.decoder().apply(inside);
        return Optional.of(new Refused(refusal.body()));
      }
      return code == StableCheckpoint.TYPE.code()
          ? Optional.of(new Introduction())
          : Optional.empty();
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }
}
