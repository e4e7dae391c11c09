package org.medchain.node.agency.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.MarketSearch;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Encodable;
import org.medchain.network.Membership;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.FoundRecordsResponse;
import org.medchain.node.agency.LedgerQueryResponse.RecordHistoryResponse;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * Lists that no single agency can falsify (AGENCY-9): all members are asked at once, and a line
 * counts that f + 1 of them list, so that one of these is honest. Among the pages of n − f members
 * are those of f + 1 honest ones, so a line that all honest members have is never missing.
 *
 * @param calls to the members
 * @param timeout after which a member that is silent does not count
 */
public record AgencyPages(RpcClient calls, Duration timeout) {
  /** How often members are asked again that do not list the same: some may be a block behind. */
  private static final int TRIES = 8;

  private static final long RETRY_MS = 40;

  /** What counts of some pages, and whether they leave anything open. */
  private record CountedPage<T extends Encodable>(Page<T> page, boolean settled) {}

  /**
   * A page of records.
   *
   * @param members who keeps the ledger now
   * @throws RefusedException if fewer than f + 1 members answer; with the last reason
   */
  public Page<FoundRecord> records(RecordSearch search, Membership members)
      throws RefusedException, InterruptedException {
    return counted(
        new LedgerQuery.FindRecordsQuery(search),
        search.limit(),
        members,
        answer -> answer instanceof FoundRecordsResponse found ? Optional.of(found.page()) : none(),
        FoundRecord::place);
  }

  /** The same of orders about a record, or about what else a {@link HistorySearch} names. */
  public Page<HistoryEntry> orders(HistorySearch search, Membership members)
      throws RefusedException, InterruptedException {
    return orders(new LedgerQuery.RecordHistoryQuery(search), search.limit(), members);
  }

  /** The same of offers and data requests. */
  public Page<HistoryEntry> market(MarketSearch search, Membership members)
      throws RefusedException, InterruptedException {
    return orders(new LedgerQuery.MarketQuery(search), search.limit(), members);
  }

  private Page<HistoryEntry> orders(LedgerQuery query, int limit, Membership members)
      throws RefusedException, InterruptedException {
    return counted(
        query,
        limit,
        members,
        answer ->
            answer instanceof RecordHistoryResponse found ? Optional.of(found.page()) : none(),
        HistoryEntry::place);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private <T extends Encodable> Page<T> counted(
      LedgerQuery query,
      int limit,
      Membership members,
      Function<LedgerQueryResponse, Optional<Page<T>>> reader,
      Function<T, Location> place)
      throws RefusedException, InterruptedException {
    for (int i = 1; ; i++) {
      List<Page<T>> pages = pages(query, limit, members, reader);
      CountedPage<T> counted = count(pages, new QuorumSizes(members.size()).weak(), limit, place);
      if (counted.settled() || i == TRIES) {
        return counted.page();
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MS);
    }
  }

  /** The first n − f pages; fewer if the others refuse or are silent. */
  private <T extends Encodable> List<Page<T>> pages(
      LedgerQuery query,
      int limit,
      Membership members,
      Function<LedgerQueryResponse, Optional<Page<T>>> reader)
      throws RefusedException, InterruptedException {
    QuorumSizes quorum = new QuorumSizes(members.size());
    int enough = members.size() - quorum.faulty();
    List<Page<T>> pages = new ArrayList<>();
    String last =
        new MemberAnswers(calls, timeout)
            .ask(
                query,
                members,
                response -> reader.apply(response).filter(each -> each.lines().size() <= limit),
                page -> pages.add(page) && pages.size() >= enough);
    if (pages.size() < quorum.weak()) {
      throw new RefusedException(
          pages.size() + " agencies listed it, " + quorum.weak() + " are needed: " + last);
    }
    return pages;
  }

  private static <T extends Encodable> CountedPage<T> count(
      List<Page<T>> pages, int needed, int limit, Function<T, Location> place) {
    Map<T, Integer> votes = new LinkedHashMap<>();
    Map<Optional<Location>, Integer> ends = new LinkedHashMap<>();
    for (Page<T> page : pages) {
      ends.merge(page.next(), 1, Integer::sum);
      for (T line : Set.copyOf(page.lines())) {
        votes.merge(line, 1, Integer::sum);
      }
    }
    List<T> lines =
        votes.entrySet().stream()
            .filter(each -> each.getValue() >= needed)
            .map(Map.Entry::getKey)
            .sorted(
                Comparator.comparingLong((T line) -> place.apply(line).height())
                    .thenComparingInt(line -> place.apply(line).index()))
            .limit(limit)
            .collect(Collectors.toList());
    Optional<Optional<Location>> next =
        ends.entrySet().stream()
            .filter(each -> each.getValue() >= needed)
            .map(Map.Entry::getKey)
            .findFirst();
    boolean settled = next.isPresent() && lines.size() == votes.size();
    return new CountedPage<>(new Page<>(lines, next.orElse(Optional.empty())), settled);
  }
}
