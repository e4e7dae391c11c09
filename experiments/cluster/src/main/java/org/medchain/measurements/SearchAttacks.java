package org.medchain.measurements;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Padding;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.results.RepeatEstimate;

/**
 * Which share of searched keywords a node recovers that knows records and sees searches (VER-11),
 * by counts and by knowing which update is whose, of each search and of all together, with padding
 * and without, over several seeds.
 *
 * @param dataset in clear
 * @param drawn number of records of the larger draw
 * @param seeds of keys, queries and known records
 */
record SearchAttacks(SyntheticRecords dataset, int drawn, int seeds) {
  /** The columns. */
  public static final String HEAD =
      "records_of,owners,records,keywords,adversary,known_share,padding,queries,seeds,"
          + "recovered,recovered_low,recovered_high,wrong,wrong_low,wrong_high";

  private static final List<Integer> QUERIES = List.of(50, 150);
  private static final List<Double> SHARES = List.of(1.0, 0.5, 0.1);

  /** A part of the table: owners whose rates are averaged for each seed. */
  private record OwnerGroup(String name, List<OwnerRecords> owners) {}

  private record RateKey(String adversary, double share, int queries) {}

  private record Rate(int right, int wrong, int of) {
    Rate plus(Rate other) {
      return new Rate(right + other.right, wrong + other.wrong, of + other.of);
    }
  }

  /** The table in CSV; {@code progress} is told of each part. */
  public List<String> rows(Consumer<String> progress) {
    List<String> rows = new ArrayList<>(List.of(HEAD));
    List<OwnerGroup> groups =
        List.of(
            new OwnerGroup("one patient", OwnerRecords.byPatient(dataset)),
            new OwnerGroup("all patients", List.of(OwnerRecords.whole(dataset))),
            new OwnerGroup("larger draw", List.of(OwnerRecords.drawn(dataset, drawn, 1))));
    for (OwnerGroup group : groups) {
      for (Padding padding : Padding.values()) {
        rows.addAll(rows(group, padding));
        progress.accept(group.name() + ", padding " + name(padding));
      }
    }
    return rows;
  }

  private static String name(Padding padding) {
    return padding.name().toLowerCase(Locale.ROOT);
  }

  private List<String> rows(OwnerGroup group, Padding padding) {
    Map<RateKey, List<Rate>> bySeed = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Map<RateKey, Rate> sums = new LinkedHashMap<>();
      for (int owner = 0; owner < group.owners().size(); owner++) {
        SplittableRandom chance = new SplittableRandom(1000L * seed + owner);
        rates(group.owners().get(owner), padding, seed, chance)
            .forEach((key, rate) -> sums.merge(key, rate, Rate::plus));
      }
      sums.forEach((key, rate) -> bySeed.computeIfAbsent(key, k -> new ArrayList<>()).add(rate));
    }
    int records = group.owners().stream().mapToInt(each -> each.records().size()).sum();
    int keywords = group.owners().stream().mapToInt(each -> each.counts().size()).sum();
    String head =
        String.format(
            Locale.ROOT, "%s,%d,%d,%d", group.name(), group.owners().size(), records, keywords);
    List<String> rows = new ArrayList<>();
    bySeed.forEach((key, rates) -> rows.add(row(head, key, padding, rates)));
    return rows;
  }

  private String row(String head, RateKey key, Padding padding, List<Rate> rates) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%.1f,%s,%d,%d,%s,%s",
        head,
        key.adversary(),
        key.share(),
        name(padding),
        key.queries(),
        seeds,
        cells(rates, Rate::right),
        cells(rates, Rate::wrong));
  }

  private static String cells(List<Rate> rates, ToIntFunction<Rate> part) {
    RepeatEstimate mean =
        RepeatEstimate.of(
            rates.stream()
                .map(each -> OptionalDouble.of((double) part.applyAsInt(each) / each.of()))
                .toList());
    return number("%.4f", mean.value())
        + ","
        + number("%.4f", mean.low())
        + ","
        + number("%.4f", mean.high());
  }

  /** Empty where there is none. */
  static String number(String format, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
  }

  /** One owner's index, attacked with each share of the records and each number of searches. */
  private static Map<RateKey, Rate> rates(
      OwnerRecords owner, Padding padding, int seed, SplittableRandom chance) {
    UpdateSets real = UpdateSets.of(owner, padding, "owner's key " + seed);
    boolean padded = padding != Padding.NONE;
    Map<RateKey, Rate> rates = new LinkedHashMap<>();
    for (double share : SHARES) {
      OwnerRecords known = owner.known(share, chance.split());
      UpdateSets own = UpdateSets.of(known, padding, "adversary's key " + seed);
      Map<Keyword, BitSet> model = new TreeMap<>();
      known.counts().keySet().forEach(each -> model.put(each, own.search(each)));
      Map<Keyword, BitSet> records = places(known);
      BitSet all = new BitSet();
      records.values().forEach(all::or);
      MatchedAttack.Knowledge knowledge =
          new MatchedAttack.Knowledge(records, model, all, owner.records().size(), padded);
      for (int wanted : QUERIES) {
        List<Keyword> queries = owner.queries(wanted, chance.split());
        List<BitSet> searches = queries.stream().map(real::search).toList();
        boolean exact = share == 1 && !padded;
        Map<String, Map<Integer, Keyword>> found = new LinkedHashMap<>();
        found.put("counts", new CountAttack(searches, model, share, exact).run());
        found.put("aligned", AlignedAttack.run(searches, records, all, padded));
        found.put(
            "matched", new MatchedAttack(knowledge, new SplittableRandom(seed)).run(searches));
        found.forEach(
            (adversary, words) ->
                rates.put(new RateKey(adversary, share, wanted), rate(queries, words)));
      }
    }
    return rates;
  }

  /** The places of the records that have each keyword. */
  private static Map<Keyword, BitSet> places(OwnerRecords known) {
    Map<Keyword, BitSet> places = new TreeMap<>();
    for (int place = 0; place < known.records().size(); place++) {
      for (Keyword each : known.records().get(place)) {
        places.computeIfAbsent(each, missing -> new BitSet()).set(place);
      }
    }
    return places;
  }

  private static Rate rate(List<Keyword> queries, Map<Integer, Keyword> found) {
    long right =
        found.entrySet().stream()
            .filter(each -> queries.get(each.getKey()).equals(each.getValue()))
            .count();
    return new Rate((int) right, found.size() - (int) right, queries.size());
  }
}
