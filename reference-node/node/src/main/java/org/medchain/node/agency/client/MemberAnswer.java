package org.medchain.node.agency.client;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.agency.AgencyRpcMethods;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.transport.RpcClient;

/**
 * What one member answered to a question about the ledger, or why it did not.
 *
 * @param <T> what was asked for
 * @param value nothing if it refused, or answered something else
 * @param reason why there is none
 */
record MemberAnswer<T>(Optional<T> value, String reason) {
  /**
   * Asks all members at once; the answers come in any order.
   *
   * @param reader takes what was asked for out of a response; nothing if that is no answer to it
   */
  static <T> LinkedBlockingQueue<MemberAnswer<T>> toAll(
      RpcClient calls,
      LedgerQuery query,
      Membership members,
      Function<LedgerQueryResponse, Optional<T>> reader) {
    LinkedBlockingQueue<MemberAnswer<T>> answers = new LinkedBlockingQueue<>();
    for (PublicKey member : members.keys()) {
      var unused =
          calls
              .call(member, AgencyRpcMethods.QUERY, query.encoded())
              .whenComplete(
                  (bytes, failure) ->
                      answers.add(
                          failure == null
                              ? read(bytes, reader)
                              : new MemberAnswer<>(Optional.empty(), reason(failure))));
    }
    return answers;
  }

  private static <T> MemberAnswer<T> read(
      Bytes bytes, Function<LedgerQueryResponse, Optional<T>> reader) {
    try {
      return new MemberAnswer<>(
          reader.apply(Decoder.decode(bytes, LedgerQueryResponse::decode)),
          "an agency's answer is no page of what was asked for");
    } catch (MalformedInput e) {
      return new MemberAnswer<>(Optional.empty(), "a malformed reply: " + e.getMessage());
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return String.valueOf(cause.getMessage());
  }
}
