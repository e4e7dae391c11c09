package org.medchain.node.agency.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.consensus.QuorumSizes;
import org.medchain.network.Membership;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.MatchedEntriesResponse;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * The answer to a search that no single node can falsify (AGENCY-10): an entry is never changed, so
 * all honest nodes that executed the bill give the same page; the page counts that f + 1 give.
 *
 * @param calls to the members
 * @param timeout after which a member that is silent does not count
 */
public record AgencySearch(RpcClient calls, Duration timeout) {
  /** How often members are asked again: some may not have executed the bill yet. */
  private static final int TRIES = 20;

  private static final long RETRY_MS = 100;

  /**
   * All masked values that the trapdoor matches, in order.
   *
   * @param salt of the bill
   * @throws RefusedException if no page comes from f + 1 members, with the last reason
   */
  public List<MaskedPage> match(Trapdoor trapdoor, BillSalt salt, Membership members)
      throws RefusedException, InterruptedException {
    List<MaskedPage> pages = new ArrayList<>();
    for (int from = 0; from < trapdoor.entries(); from += MaskedPage.MAX_VALUES) {
      pages.add(agreed(new LedgerQuery.MatchTrapdoorQuery(trapdoor, salt, from), members));
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
    int needed = new QuorumSizes(members.size()).weak();
    Map<MaskedPage, Integer> votes = new HashMap<>();
    String last =
        new MemberAnswers(calls, timeout)
            .ask(
                query,
                members,
                response -> page(response, expected),
                page -> votes.merge(page, 1, Integer::sum) == needed);
    return votes.entrySet().stream()
        .filter(each -> each.getValue() == needed)
        .findFirst()
        .map(Map.Entry::getKey)
        .orElseThrow(
            () ->
                new RefusedException(
                    "no " + needed + " nodes answered the search in the same way: " + last));
  }

  /** A page of the size that was asked for. */
  private static Optional<MaskedPage> page(LedgerQueryResponse response, int expected) {
    return response instanceof MatchedEntriesResponse matched
            && matched.page().values().size() == expected
        ? Optional.of(matched.page())
        : Optional.empty();
  }
}
