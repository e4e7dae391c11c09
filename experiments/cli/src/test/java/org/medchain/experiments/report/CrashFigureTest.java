package org.medchain.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.consensus.QuorumSizes;
import org.medchain.experiments.FakeTrials;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.StoppingRule;
import org.medchain.experiments.results.TrialRow;
import tools.jackson.databind.JsonNode;

/** EXP-37: the figure of a sweep over crashes. */
class CrashFigureTest {
  private static final String SWEEP = "nodes: [4, 7, 16]\nfault_rates: [0, 0.1, 0.25, 0.5]\n";

  @TempDir private Path folder;

  private record Ran(List<CellSummary> cells, JsonNode config) {
    Optional<ResultFigure> figure(ShortIntervals shorter) {
      return CrashFigure.of(cells, new FigureCaptions(config, ""), shorter);
    }
  }

  private Ran run(String axes) throws IOException, UserInputException {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"), "name: q\nprotocols: [pbft, pow]\nrepeats: 1\n" + axes);
    LoadedConfig loaded = LoadedConfig.read(file, ConfigOverrides.NONE);
    List<TrialRow> rows = new ArrayList<>();
    for (TrialCell cell : loaded.grid()) {
      rows.add(TrialRow.of(FakeTrials.run(cell, TrialHook.NONE)));
    }
    JsonNode config = RunManifest.begin(folder, loaded, "c".repeat(64)).json().path("config");
    return new Ran(CellSummary.of(rows, trial -> new Histogram(3), StoppingRule.NONE), config);
  }

  /** For any n: one crash fewer than the shade leaves a quorum, one in it does not. */
  @Test
  void theShadeBeginsWhereNoQuorumIsLeft() {
    for (int nodes = 4; nodes <= 200; nodes++) {
      QuorumLoss loss = new QuorumLoss(nodes);
      int last = (int) Math.floor(loss.edge() * nodes);
      assertThat(nodes - last).isGreaterThanOrEqualTo(new QuorumSizes(nodes).size());
      assertThat(nodes - (last + 1)).isLessThan(new QuorumSizes(nodes).size());
      assertThat(loss.isLive(last)).isTrue();
      assertThat(loss.isLive(last + 1)).isFalse();
    }
  }

  @Test
  void eachNumberOfNodesHasAPanelWithItsShade() throws Exception {
    ResultFigure figure = run(SWEEP).figure(ShortIntervals.NONE).orElseThrow();

    assertThat(figure.id()).isEqualTo(CrashFigure.ID);
    assertThat(figure.panels())
        .extracting(ResultPanel::title)
        .containsExactly("4 nodes", "7 nodes", "16 nodes");
    assertThat(figure.panels())
        .extracting(panel -> panel.shadedFrom().orElseThrow())
        .containsExactly(
            new QuorumLoss(4).edge(), new QuorumLoss(7).edge(), new QuorumLoss(16).edge());
    assertThat(figure.caption()).contains("a setting, not a finding", "has no shorter one");
  }

  @Test
  void aShorterIntervalStandsBesideWhereItFits() throws Exception {
    Ran quick = run("nodes: [7]\npow: {block_interval_s: [0.25]}\n");
    List<CellSummary> mined =
        quick.cells().stream().filter(cell -> cell.cell().protocol().equals("pow")).toList();
    ShortIntervals shorter = new ShortIntervals(mined, quick.config());

    ResultFigure figure = run(SWEEP).figure(shorter).orElseThrow();

    List<List<String>> names =
        figure.panels().stream()
            .map(panel -> panel.lines().stream().map(ResultLine::name).toList())
            .toList();
    assertThat(names.get(1)).anyMatch(name -> name.contains("0.25 s: none of 7 crashed"));
    assertThat(names.get(0)).noneMatch(name -> name.contains("0.25"));
    assertThat(figure.caption()).contains("not measured");
  }

  /** Another network is another cost: nothing is drawn beside. */
  @Test
  void whatWasMeasuredAtOtherCostsIsNotBeside() throws Exception {
    Ran quick =
        run("nodes: [7]\npow: {block_interval_s: [0.25]}\nnetwork: {latency: {median_ms: 90}}\n");
    ShortIntervals shorter = new ShortIntervals(quick.cells(), quick.config());
    assertThat(run(SWEEP).figure(shorter).orElseThrow().caption()).contains("has no shorter one");
  }

  @Test
  void otherFaultsHaveNoSuchFigure() throws Exception {
    assertThat(
            run("nodes: [4, 7]\nfaults: [loss]\nfault_rates: [0, 0.25]\n")
                .figure(ShortIntervals.NONE))
        .isEmpty();
    assertThat(run("nodes: [4, 7]\n").figure(ShortIntervals.NONE)).isEmpty();
  }
}
