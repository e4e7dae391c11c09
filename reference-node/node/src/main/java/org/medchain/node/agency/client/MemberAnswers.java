package org.medchain.node.agency.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.ledger.PeerReply;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * One question about the ledger to all members at once; their answers are taken as they come.
 *
 * @param calls to the members
 * @param timeout after which a member that is silent does not count
 */
record MemberAnswers(RpcClient calls, Duration timeout) {
  /**
   * Takes answers until there are enough, or no member is left.
   *
   * @param reader takes what was asked for out of a response; nothing if that is no answer to it
   * @param enough takes an answer, and tells whether no more are needed
   * @return why the last member that does not count gave no answer
   */
  <T> String ask(
      LedgerQuery query,
      Membership members,
      Function<LedgerQueryResponse, Optional<T>> reader,
      Predicate<T> enough)
      throws InterruptedException {
    BlockingQueue<PeerReply> replies = new LinkedBlockingQueue<>();
    for (var member : members.keys()) {
      PeerReply.ask(calls, member, CallKind.QUERY.method(), query.encoded(), replies);
    }
    String last = "no reply in " + timeout.toMillis() + " ms";
    long endNs = System.nanoTime() + timeout.toNanos();
    for (int i = 0; i < members.size(); i++) {
      PeerReply next = replies.poll(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      try {
        if (enough.test(value(next, reader))) {
          break;
        }
      } catch (RefusedException e) {
        last = e.getMessage();
      }
    }
    return last;
  }

  private static <T> T value(PeerReply reply, Function<LedgerQueryResponse, Optional<T>> reader)
      throws RefusedException {
    try {
      return reader
          .apply(Decoder.decode(reply.orRefused(), LedgerQueryResponse.CODEC::decode))
          .orElseThrow(
              () -> new RefusedException("an agency's answer is no page of what was asked for"));
    } catch (MalformedInput e) {
      throw new RefusedException("a malformed reply: " + e.getMessage());
    }
  }
}
