package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** VER-3: what a node receives has the shape of what a simulator makes of the leakage alone. */
class LeakageTest {
  /** A step of the owner, then a search for some of the keywords. */
  record StepAndSearches(OwnerHistory.Step step, List<Integer> searches) {}

  @Provide
  Arbitrary<List<StepAndSearches>> histories() {
    Arbitrary<List<Integer>> searches =
        Arbitraries.integers().between(0, OwnerHistory.KEYWORDS - 1).list().ofMaxSize(3);
    return Combinators.combine(OwnerHistory.step(), searches)
        .as(StepAndSearches::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(16);
  }

  /** Runs a history, and notes beside it what the profile says that a node learns. */
  private static final class Observed {
    private final OwnerHistory history;
    private final Transcript transcript = new Transcript();
    private final List<Leakage.Event> events = new ArrayList<>();

    /** By keyword and epoch, the updates that have an entry of it. */
    private final Map<Integer, Map<Integer, List<Integer>>> updates = new TreeMap<>();

    private final Map<Integer, Integer> patterns = new LinkedHashMap<>();

    Observed(Padding padding) {
      history = new OwnerHistory(padding);
    }

    void step(OwnerHistory.Step step) {
      List<Integer> before = counts();
      int made = history.ledger.updates().size();
      history.step(step);
      if (history.ledger.updates().size() == made) {
        return;
      }
      IndexUpdate update = history.ledger.updates().get(made);
      List<Integer> after = counts();
      for (int keyword = 0; keyword < OwnerHistory.KEYWORDS; keyword++) {
        if (after.get(keyword) > before.get(keyword)) {
          updates
              .computeIfAbsent(keyword, missing -> new TreeMap<>())
              .computeIfAbsent(update.epoch(), missing -> new ArrayList<>())
              .add(made);
        }
      }
      events.add(new Leakage.Event.Updated(update.epoch(), update.entries().size()));
      transcript.update(update);
    }

    private List<Integer> counts() {
      List<Integer> counts = new ArrayList<>();
      for (int keyword = 0; keyword < OwnerHistory.KEYWORDS; keyword++) {
        counts.add(history.index.entries(OwnerHistory.keyword(keyword)));
      }
      return counts;
    }

    void search(int keyword) {
      int pattern = patterns.computeIfAbsent(keyword, missing -> patterns.size());
      Map<Integer, List<Integer>> found = new TreeMap<>();
      updates.getOrDefault(keyword, Map.of()).forEach((e, all) -> found.put(e, List.copyOf(all)));
      events.add(new Leakage.Event.Searched(pattern, found));
      transcript.search(history.index.trapdoor(OwnerHistory.keyword(keyword)));
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
}
