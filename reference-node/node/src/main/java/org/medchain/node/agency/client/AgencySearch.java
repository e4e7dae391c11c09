package org.medchain.node.agency.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.consensus.Quorum;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.agency.AgencyRpcMethods;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.MatchedEntriesResponse;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * The answer to a search that no single node can falsify (AGENCY-10): an entry is never changed, so
 * all honest nodes that executed the bill give the same page; the page counts that f + 1 give.
 */
public final class AgencySearch {
  /** How often members are asked again: some may not have executed the bill yet. */
  private static final int TRIES = 20;

  private static final long RETRY_MS = 100;

  private final RpcClient calls;
  private final Duration timeout;

  /**
   * Over these connections.
   *
   * @param timeout after which a member that is silent does not count
   */
  public AgencySearch(RpcClient calls, Duration timeout) {
    this.calls = calls;
    this.timeout = timeout;
  }

  /** What one member answered, or why it did not. */
  private record MemberAnswer(Optional<MaskedPage> page, String reason) {}

  /**
   * All masked values that the trapdoor matches, in order.
   *
   * @throws RefusedException if no page comes from f + 1 members, with the last reason
   */
  public List<MaskedPage> match(Trapdoor trapdoor, Membership members)
      throws RefusedException, InterruptedException {
    List<MaskedPage> pages = new ArrayList<>();
    for (int from = 0; from < trapdoor.entries(); from += MaskedPage.MAX_VALUES) {
      pages.add(agreed(new LedgerQuery.MatchTrapdoorQuery(trapdoor, from), members));
    }
    return pages;
  }

  private MaskedPage agreed(LedgerQuery.MatchTrapdoorQuery query, Membership members)
      throws RefusedException, InterruptedException {
    for (int i = 1; ; i++) {
      try {
        return page(query, members);
      } catch (RefusedException e) {
        if (i == TRIES) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      }
    }
  }

  private MaskedPage page(LedgerQuery.MatchTrapdoorQuery query, Membership members)
      throws RefusedException, InterruptedException {
    int expected = Math.min(MaskedPage.MAX_VALUES, query.trapdoor().entries() - query.from());
    int needed = new Quorum(members.size()).weak();
    LinkedBlockingQueue<MemberAnswer> answers = ask(query, expected, members);
    Map<MaskedPage, Integer> votes = new HashMap<>();
    String last = "no reply in " + timeout.toMillis() + " ms";
    long endNs = System.nanoTime() + timeout.toNanos();
    for (int i = 0; i < members.size(); i++) {
      MemberAnswer next = answers.poll(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      if (next.page().isEmpty()) {
        last = next.reason();
      } else if (votes.merge(next.page().get(), 1, Integer::sum) == needed) {
        return next.page().get();
      }
    }
    throw new RefusedException(
        "no " + needed + " nodes answered the search in the same way: " + last);
  }

  private LinkedBlockingQueue<MemberAnswer> ask(
      LedgerQuery query, int expected, Membership members) {
    LinkedBlockingQueue<MemberAnswer> answers = new LinkedBlockingQueue<>();
    for (PublicKey member : members.keys()) {
      var unused =
          calls
              .call(member, AgencyRpcMethods.QUERY, query.encoded())
              .whenComplete(
                  (bytes, failure) ->
                      answers.add(
                          failure == null
                              ? read(bytes, expected)
                              : new MemberAnswer(Optional.empty(), reason(failure))));
    }
    return answers;
  }

  private static MemberAnswer read(Bytes bytes, int expected) {
    try {
      LedgerQueryResponse response = Decoder.decode(bytes, LedgerQueryResponse::decode);
      return response instanceof MatchedEntriesResponse matched
              && matched.page().values().size() == expected
          ? new MemberAnswer(Optional.of(matched.page()), "")
          : new MemberAnswer(Optional.empty(), "a node's answer is no page of this search");
    } catch (MalformedInput e) {
      return new MemberAnswer(Optional.empty(), "a malformed reply: " + e.getMessage());
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return String.valueOf(cause.getMessage());
  }
}
