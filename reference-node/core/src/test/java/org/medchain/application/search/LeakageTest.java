package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.medchain.data.Hash;

/** VER-3: a node's data have the shape of a simulator's output from only the leakage. */
class LeakageTest {
  record StepAndSearches(OwnerHistory.Step step, List<Integer> searches) {}

  @Provide
  Arbitrary<List<StepAndSearches>> histories() {
    Arbitrary<List<Integer>> searches =
        Arbitraries.integers().between(0, OwnerHistory.KEYWORDS - 1).list().ofMaxSize(3);
    Arbitrary<OwnerHistory.Step> renew = Arbitraries.create(OwnerHistory.Step.Renew::new);
    Arbitrary<OwnerHistory.Step> step =
        Arbitraries.frequencyOf(Tuple.of(12, OwnerHistory.step()), Tuple.of(1, renew));
    return Combinators.combine(step, searches)
        .as(StepAndSearches::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(16);
  }

  /** One entry of a keyword, by the keyword's tag: as the owner counts them. */
  private record Slot(int epoch, long tag, int number) {}

  private record Act(EntryKind kind, Hash record) {}

  /** Runs a history, and notes beside it what the profile says that a node learns. */
  private static final class Observed {
    private final OwnerHistory history;
    private final Transcript transcript = new Transcript();
    private final List<Leakage.Event> events = new ArrayList<>();
    private final Map<Slot, Integer> slots = new LinkedHashMap<>();
    private final Map<Act, Integer> acts = new LinkedHashMap<>();
    private final Map<Integer, Integer> patterns = new LinkedHashMap<>();

    /** How many entries each keyword has, by epoch and tag; the number of these is left at 0. */
    private final Map<Slot, Integer> counts = new LinkedHashMap<>();

    Observed(Padding padding) {
      history = new OwnerHistory(padding);
    }

    void step(OwnerHistory.Step step) {
      int before = history.sent.size();
      if (step instanceof OwnerHistory.Step.Renew) {
        events.add(new Leakage.Event.Cleared());
        transcript.clear();
      }
      history.step(step);
      history.sent.subList(before, history.sent.size()).forEach(this::sent);
    }

    private void sent(OwnerHistory.Sent sent) {
      IndexUpdate update = sent.update();
      EpochKey key = history.index.keys().key(update.epoch()).orElseThrow();
      List<Integer> touched = new ArrayList<>();
      for (long tag : SealedJournal.open(key, update.number(), update.line()).orElseThrow()) {
        Slot keyword = new Slot(update.epoch(), tag, 0);
        int number = counts.getOrDefault(keyword, 0);
        touched.add(numberOf(slots, new Slot(update.epoch(), tag, number)));
        if (sent.executed()) {
          counts.put(keyword, number + 1);
        }
      }
      touched.sort(Comparator.naturalOrder());
      int act = numberOf(acts, new Act(sent.kind(), sent.record()));
      events.add(
          new Leakage.Event.Updated(
              update.epoch(), update.number(), sent.executed(), touched, act));
      transcript.update(update, sent.executed());
    }

    private static <T> int numberOf(Map<T, Integer> numbers, T what) {
      return numbers.computeIfAbsent(what, missing -> numbers.size());
    }

    void search(int number) {
      Keyword keyword = OwnerHistory.keyword(number);
      Map<Integer, List<Integer>> found = new TreeMap<>();
      for (EpochKey key : history.index.keys().keys()) {
        long tag = KeywordKeys.tag(key, keyword);
        int count = counts.getOrDefault(new Slot(key.epoch(), tag, 0), 0);
        if (count > 0) {
          found.put(
              key.epoch(),
              IntStream.range(0, count)
                  .mapToObj(each -> slots.get(new Slot(key.epoch(), tag, each)))
                  .toList());
        }
      }
      events.add(new Leakage.Event.Searched(numberOf(patterns, number), found));
      transcript.search(history.index.trapdoor(keyword));
    }
  }

  @Property(seed = "1", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void aSimulatorOfTheLeakageMakesTheSameShape(
      @ForAll("histories") List<StepAndSearches> steps,
      @ForAll Padding padding,
      @ForAll long chance) {
    Observed real = new Observed(padding);
    for (StepAndSearches each : steps) {
      real.step(each.step());
      each.searches().forEach(real::search);
    }
    Transcript simulated = new Leakage(real.events).simulated(new SplittableRandom(chance));
    assertThat(simulated.shape()).isEqualTo(real.transcript.shape());
    assertThat(real.transcript.shape())
        .noneMatch(line -> line.startsWith("update") && !line.endsWith("repeated blocks 0"));
  }

  /** The histories do have what the profile speaks of: else it would be kept by none. */
  @Example
  void refusedUpdatesMadeAgainHaveAddressesInCommon() {
    Observed same = new Observed(Padding.SMOOTHED);
    same.step(new OwnerHistory.Step.RefusedEnter(0, Set.of(1, 2)));
    same.step(new OwnerHistory.Step.Enter(0, Set.of(1, 2)));
    assertThat(same.transcript.shape().get(1)).contains("common {0==16}", "journal as in 0");
    Observed other = new Observed(Padding.SMOOTHED);
    other.step(new OwnerHistory.Step.RefusedEnter(0, Set.of(1, 2)));
    other.step(new OwnerHistory.Step.Enter(1, Set.of(1, 3)));
    assertThat(other.transcript.shape().get(1)).contains("common {0!=15, new=1}", "journal new");
  }
}
