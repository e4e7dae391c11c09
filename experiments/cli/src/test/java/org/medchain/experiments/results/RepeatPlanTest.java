package org.medchain.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.experiments.FakeTrials;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;

/** CMP-59: which trials are wanted follows from the rows alone. */
class RepeatPlanTest {
  private static final Path FILE = Path.of("target", "repeat-plan-test", "config.yaml");

  private static LoadedConfig config(String repeats) throws Exception {
    Files.createDirectories(FILE.getParent());
    Files.writeString(
        FILE, "name: q\nprotocols: [pbft, pow]\nnodes: [4, 7]\nrepeats: " + repeats + "\n");
    return LoadedConfig.read(FILE, ConfigOverrides.NONE);
  }

  @Test
  void aNumberWantsAllInRounds() throws Exception {
    LoadedConfig config = config("2");
    List<TrialCell> trials = RepeatPlan.of(config).trials(Map.of());
    assertThat(trials).containsExactlyInAnyOrderElementsOf(config.grid());
    assertThat(trials.stream().map(TrialCell::repeat)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
  }

  /** However a run is cut into sessions, and in any order of its results, it is the same one. */
  @Property(seed = "59", tries = 30)
  void itIsAFunctionOfTheRows(@ForAll long seed) throws Exception {
    RepeatPlan plan = RepeatPlan.of(config("{min: 3, max: 20, until: {latency_p50_ms: 5 %}}"));
    Map<Integer, TrialRow> whole = new TreeMap<>();
    Map<Integer, TrialRow> torn = new TreeMap<>();
    Random chance = new Random(seed);
    while (!plan.due(whole).isEmpty()) {
      plan.due(whole).forEach(trial -> whole.put(trial.number(), row(trial)));
    }
    while (!plan.due(torn).isEmpty()) {
      List<TrialCell> due = plan.due(torn);
      assertThat(due.stream().map(TrialCell::repeat).toList()).isSorted();
      due.stream()
          .filter(each -> chance.nextBoolean())
          .forEach(each -> torn.put(each.number(), row(each)));
      if (chance.nextInt(4) == 0) {
        torn.keySet().removeIf(each -> chance.nextInt(10) == 0); // a histogram is lost
      }
    }
    assertThat(torn).isEqualTo(whole);
    assertThat(whole.values().stream().map(TrialRow::cell).distinct()).hasSize(4);
  }

  private static TrialRow row(TrialCell trial) {
    return TrialRow.of(FakeTrials.noisy(trial, TrialHook.NONE));
  }
}
