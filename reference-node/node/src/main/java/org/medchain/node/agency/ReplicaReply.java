package org.medchain.node.agency;

import java.util.Optional;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;

/** What a message of a replica to a client is about; whether it is true the client finds out. */
sealed interface ReplicaReply {
  /** The answer to a request, ordered or read. */
  record RequestReply(RequestId request) implements ReplicaReply {}

  /** A node does not take a request. */
  record RefusalReply(Hash id) implements ReplicaReply {}

  /** How the members changed, for clients that may not know. */
  record MembershipReply() implements ReplicaReply {}

  /** What the envelope is; empty if it is no reply, or none that can be read. */
  static Optional<ReplicaReply> parse(Envelope envelope) {
    try {
      Envelope inside = envelope.inner();
      int code = inside.code();
      if (code == OrderedReply.TYPE.code()) {
        OrderedReply reply = (OrderedReply) OrderedReply.TYPE.decoder().apply(inside);
        return Optional.of(new RequestReply(reply.receipt().request()));
      }
      if (code == ReadReply.TYPE.code()) {
        ReadReply reply = (ReadReply) ReadReply.TYPE.decoder().apply(inside);
        return Optional.of(new RequestReply(reply.receipt().request()));
      }
      if (code == RequestRejection.TYPE.code()) {
        RequestRejection refusal = (RequestRejection) RequestRejection.TYPE.decoder().apply(inside);
        return Optional.of(new RefusalReply(refusal.body()));
      }
      return code == MembershipProof.TYPE.code()
          ? Optional.of(new MembershipReply())
          : Optional.empty();
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }
}
