package org.medchain.node.ledger;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/**
 * The reply of one of several peers, or why there is none.
 *
 * @param peer who
 * @param body nothing if it refused, or was not reached
 * @param reason why there is none; empty if there is one
 */
public record PeerReply(PublicKey peer, Optional<Bytes> body, String reason) {
  /** Asks a peer; its reply is added when it comes. */
  public static void ask(
      RpcClient calls, PublicKey peer, RpcMethod method, Bytes question, Queue<PeerReply> replies) {
    var unused =
        calls
            .call(peer, method, question)
            .whenComplete(
                (body, failure) ->
                    replies.add(new PeerReply(peer, Optional.ofNullable(body), reason(failure))));
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  /** The reply's body, or else the reason as what was refused. */
  public Bytes orRefused() throws RefusedException {
    return body.orElseThrow(() -> new RefusedException(reason));
  }
}
