package org.medchain.node.agency.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.MarketSearch;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.FoundRecordsResponse;
import org.medchain.node.agency.LedgerQueryResponse.MatchedEntriesResponse;
import org.medchain.node.agency.LedgerQueryResponse.RecordHistoryResponse;
import org.medchain.node.ledger.PeerReply;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * Pages that no single agency can falsify: all members are asked at once, and an answer counts if f
 * + 1 of them give it, so that one of these is honest.
 *
 * <p>Of a list each line counts by itself (AGENCY-9). Among the pages of n − f members are those of
 * f + 1 honest ones, so a line that all honest members have is never missing. Of the matches of a
 * trapdoor the page counts as a whole (AGENCY-10): an entry is never changed, so all honest members
 * that executed the bill give the same.
 *
 * @param calls to the members
 * @param timeout after which a member that is silent does not count
 * @param members those that keep the ledger now
 */
public record AgencyPages(RpcClient calls, Duration timeout, Membership members) {
  /** The order of the chain. */
  public static final Comparator<Location> ORDER =
      Comparator.comparingLong(Location::height).thenComparingInt(Location::index);

  /** How often members are asked again that do not list the same: some may be a block behind. */
  private static final int TRIES = 8;

  private static final long RETRY_MS = 40;

  /** How often members are asked again that may not have executed the bill yet. */
  private static final int BILL_TRIES = 20;

  private static final long BILL_RETRY_MS = 100;

  /**
   * A page of records.
   *
   * @throws RefusedException if fewer than f + 1 members answer; with the last reason
   */
  public Page<FoundRecord> records(RecordSearch search)
      throws RefusedException, InterruptedException {
    return counted(
        new LedgerQuery.FindRecordsQuery(search),
        search.limit(),
        reader(FoundRecordsResponse.class, FoundRecordsResponse::page),
        FoundRecord::place);
  }

  /** The same of orders about a record, or about what else a {@link HistorySearch} names. */
  public Page<HistoryEntry> orders(HistorySearch search)
      throws RefusedException, InterruptedException {
    return orders(new LedgerQuery.RecordHistoryQuery(search), search.limit());
  }

  /** All records that a search finds, in the order of the chain. */
  public List<FoundRecord> all(RecordSearch search) throws RefusedException, InterruptedException {
    return all(search, this::records, RecordSearch::after);
  }

  /** All orders that a search finds. */
  public List<HistoryEntry> all(HistorySearch search)
      throws RefusedException, InterruptedException {
    return all(search, this::orders, HistorySearch::after);
  }

  /** All offers and data requests that a search finds. */
  public List<HistoryEntry> all(MarketSearch search) throws RefusedException, InterruptedException {
    return all(
        search,
        each -> orders(new LedgerQuery.MarketQuery(each), each.limit()),
        MarketSearch::after);
  }

  private Page<HistoryEntry> orders(LedgerQuery query, int limit)
      throws RefusedException, InterruptedException {
    return counted(
        query,
        limit,
        reader(RecordHistoryResponse.class, RecordHistoryResponse::page),
        HistoryEntry::place);
  }

  /**
   * All masked values that the trapdoor matches, in order.
   *
   * @param salt of the bill
   * @throws RefusedException if no page comes from f + 1 members, with the last reason
   */
  public List<MaskedPage> match(Trapdoor trapdoor, BillSalt salt)
      throws RefusedException, InterruptedException {
    List<MaskedPage> pages = new ArrayList<>();
    for (int from = 0; from < trapdoor.entries(); from += MaskedPage.MAX_VALUES) {
      LedgerQuery.MatchTrapdoorQuery query =
          new LedgerQuery.MatchTrapdoorQuery(trapdoor, salt, from);
      pages.add(Polling.retried(BILL_TRIES, BILL_RETRY_MS, () -> page(query)));
    }
    return pages;
  }

  private MaskedPage page(LedgerQuery.MatchTrapdoorQuery query)
      throws RefusedException, InterruptedException {
    int expected = Math.min(MaskedPage.MAX_VALUES, query.trapdoor().entries() - query.from());
    int needed = new QuorumSizes(members.size()).weak();
    List<MaskedPage> pages = new ArrayList<>();
    String last =
        ask(
            query,
            reader(MatchedEntriesResponse.class, MatchedEntriesResponse::page)
                .andThen(page -> page.filter(each -> each.values().size() == expected)),
            page -> pages.add(page) && agreed(votes(pages.stream()), needed).findAny().isPresent());
    return agreed(votes(pages.stream()), needed)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "no " + needed + " nodes answered the search in the same way: " + last));
  }

  private <T extends Encodable> Page<T> counted(
      LedgerQuery query,
      int limit,
      Function<LedgerQueryResponse, Optional<Page<T>>> reader,
      Function<T, Location> place)
      throws RefusedException, InterruptedException {
    int needed = new QuorumSizes(members.size()).weak();
    for (int i = 1; ; i++) {
      List<Page<T>> pages = pages(query, limit, reader);
      Map<T, Long> votes = votes(pages.stream().flatMap(page -> page.lines().stream().distinct()));
      List<T> lines =
          agreed(votes, needed).sorted(Comparator.comparing(place, ORDER)).limit(limit).toList();
      Optional<Optional<Location>> next =
          agreed(votes(pages.stream().map(Page::next)), needed).findFirst();
      if (i == TRIES || (next.isPresent() && lines.size() == votes.size())) {
        return new Page<>(lines, next.orElse(Optional.empty()));
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MS);
    }
  }

  /** The first n − f pages; fewer if the others refuse or are silent. */
  private <T extends Encodable> List<Page<T>> pages(
      LedgerQuery query, int limit, Function<LedgerQueryResponse, Optional<Page<T>>> reader)
      throws RefusedException, InterruptedException {
    QuorumSizes quorum = new QuorumSizes(members.size());
    int enough = members.size() - quorum.faulty();
    List<Page<T>> pages = new ArrayList<>();
    String last =
        ask(
            query,
            reader.andThen(page -> page.filter(each -> each.lines().size() <= limit)),
            page -> pages.add(page) && pages.size() >= enough);
    if (pages.size() < quorum.weak()) {
      throw new RefusedException(
          pages.size() + " agencies listed it, " + quorum.weak() + " are needed: " + last);
    }
    return pages;
  }

  private static <V> Map<V, Long> votes(Stream<V> said) {
    return said.collect(
        Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
  }

  private static <V> Stream<V> agreed(Map<V, Long> votes, int needed) {
    return votes.entrySet().stream()
        .filter(each -> each.getValue() >= needed)
        .map(Map.Entry::getKey);
  }

  private static <R extends LedgerQueryResponse, T>
      Function<LedgerQueryResponse, Optional<T>> reader(Class<R> type, Function<R, T> page) {
    return response -> Optional.of(response).filter(type::isInstance).map(type::cast).map(page);
  }

  /**
   * Takes answers until there are enough, or no member is left.
   *
   * @param reader takes the answer out of a response; nothing if the response has none
   * @param enough takes an answer, and tells whether no more are needed
   * @return why the last member that does not count gave no answer
   */
  private <T> String ask(
      LedgerQuery query, Function<LedgerQueryResponse, Optional<T>> reader, Predicate<T> enough)
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
        Optional<T> answer =
            reader.apply(Decoder.decode(next.orRefused(), LedgerQueryResponse.CODEC::decode));
        if (answer.isEmpty()) {
          last = "an agency's answer is not a page for the question";
        } else if (enough.test(answer.get())) {
          break;
        }
      } catch (RefusedException e) {
        last = e.getMessage();
      } catch (MalformedInput e) {
        last = "a malformed reply: " + e.getMessage();
      }
    }
    return last;
  }

  /** A page of a search. */
  @FunctionalInterface
  private interface PageSource<S, T extends Encodable> {
    Page<T> page(S search) throws RefusedException, InterruptedException;
  }

  /** All pages; an agency that sends a client round in circles is given up. */
  private static <S, T extends Encodable> List<T> all(
      S search, PageSource<S, T> pages, BiFunction<S, Location, S> after)
      throws RefusedException, InterruptedException {
    Page<T> page = pages.page(search);
    List<T> all = new ArrayList<>(page.lines());
    while (page.next().isPresent()) {
      Location last = page.next().get();
      page = pages.page(after.apply(search, last));
      if (page.next().filter(each -> ORDER.compare(each, last) <= 0).isPresent()) {
        throw new RefusedException("an agency's pages do not go forward");
      }
      all.addAll(page.lines());
    }
    return all;
  }
}
