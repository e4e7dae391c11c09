package org.medchain.measurements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.SearchResults;
import org.medchain.application.search.Trapdoor;
import org.medchain.application.search.TrapdoorMatcher;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.experiments.results.RepeatEstimate;

/** What searches for one keyword cost a node and a client, in several rounds (VER-10). */
final class SearchCost {
  /** The columns. */
  static final String HEAD =
      "padding,records,hits,entries,trapdoor_bytes,answer_bytes,"
          + "node_cpu_us,node_cpu_us_low,node_cpu_us_high,node_cpu_us_per_entry,"
          + "node_cpu_us_per_hit,client_cpu_us,client_cpu_us_low,client_cpu_us_high,"
          + "client_cpu_us_per_entry,client_cpu_us_per_hit,complete";

  private static final double NS_OF_US = 1_000;

  private final SearchedOwner owner;
  private final Keyword keyword;
  private final List<OptionalDouble> nodeUs = new ArrayList<>();
  private final List<OptionalDouble> clientUs = new ArrayList<>();
  private Bytes trapdoor = Bytes.EMPTY;
  private List<Bytes> answers = List.of();
  private boolean complete = true;

  SearchCost(SearchedOwner owner, Keyword keyword) {
    this.owner = owner;
    this.keyword = keyword;
  }

  /** Searches until about this number of entries was matched, and notes what one search took. */
  void round(int entriesOfRound) {
    search(Math.max(1, entriesOfRound / Math.max(1, owner.index().entries(keyword))));
  }

  /** Searches, and compares what is found with the plain index. */
  void search(int times) {
    CpuMeter asking = CpuMeter.start();
    for (int i = 0; i < times; i++) {
      trapdoor = owner.index().trapdoor(keyword).encoded();
    }
    long client = asking.cpuNs();
    CpuMeter matching = CpuMeter.start();
    for (int i = 0; i < times; i++) {
      answers = matched();
    }
    nodeUs.add(OptionalDouble.of(matching.cpuNs() / NS_OF_US / times));
    List<SearchResults> found = new ArrayList<>();
    CpuMeter opening = CpuMeter.start();
    for (int i = 0; i < times; i++) {
      found.add(opened());
    }
    client += opening.cpuNs();
    clientUs.add(OptionalDouble.of(client / NS_OF_US / times));
    List<Hash> expected = owner.expected(keyword);
    complete &= found.stream().allMatch(each -> each.complete() && each.records().equals(expected));
  }

  /** A node's work, from the bytes that it receives to those that it sends. */
  private List<Bytes> matched() {
    Trapdoor received = Trapdoor.CODEC.decoded(trapdoor);
    List<Bytes> pages = new ArrayList<>();
    for (int from = 0; from < received.entries(); from += MaskedPage.MAX_VALUES) {
      int to = Math.min(received.entries(), from + MaskedPage.MAX_VALUES);
      pages.add(TrapdoorMatcher.match(owner::value, received, from, to).encoded());
    }
    return pages;
  }

  private SearchResults opened() {
    List<MaskedPage> pages = answers.stream().map(each -> MaskedPage.CODEC.decoded(each)).toList();
    Trapdoor sent = Trapdoor.CODEC.decoded(trapdoor);
    return SearchResults.open(owner.index().keys(), keyword, sent, pages);
  }

  /** Forgets the rounds so far: they warmed the machine. */
  void forget() {
    nodeUs.clear();
    clientUs.clear();
  }

  /** Whether all answers were complete and the plain index's. */
  boolean complete() {
    return complete;
  }

  String csv(String padding, int records) {
    int hits = owner.expected(keyword).size();
    int entries = owner.index().entries(keyword);
    int answer = answers.stream().mapToInt(Bytes::size).sum();
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%d,%d,%d,%s,%s,%b",
        padding,
        records,
        hits,
        entries,
        trapdoor.size(),
        answer,
        cells(nodeUs, entries, hits),
        cells(clientUs, entries, hits),
        complete);
  }

  private static String cells(List<OptionalDouble> rounds, int entries, int hits) {
    RepeatEstimate estimate = RepeatEstimate.of(rounds);
    double mean = estimate.value().orElse(0);
    return String.format(
        Locale.ROOT,
        "%.0f,%s,%s,%.2f,%.2f",
        mean,
        SearchAttacks.number("%.0f", estimate.low()),
        SearchAttacks.number("%.0f", estimate.high()),
        mean / entries,
        mean / hits);
  }
}
