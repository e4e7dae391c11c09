package org.medchain.experiments.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.LoadKind;
import org.medchain.experiments.answer.RunAnswer;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.drawing.PanelFrame;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.SimulationErrors;

/** Draws a run's report from its rows and its manifest (EXP-13). */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes the page and the figures, in place of earlier ones.
   *
   * @param errors of the simulation against processes, as far as they are measured
   * @param shorter block intervals of proof of work, measured in another run
   * @param redraw the command that does it again, for the captions
   * @return trouble that left the page without figures; empty where there was none
   */
  public static String write(
      RecordedRun run, SimulationErrors errors, ShortIntervals shorter, String redraw)
      throws IOException, UserInputException {
    RunFolder folder = run.folder();
    List<CellSummary> cells = run.cells();
    Path figures = folder.report().resolve("figures");
    Files.createDirectories(figures);
    clear(figures);
    String ofP99 = errors.ofP99(run.config()); // EXP-22
    FigureCaptions captions = new FigureCaptions(run.config(), ofP99);
    SaturationSection searches = SaturationSection.of(cells, run);
    FormSection forms = forms(cells, run);
    searches.write(folder.report());
    forms.write(folder.report());
    DrawnFigures drawn = new DrawnFigures(figures, redraw);
    List<String> own = drawn.of(RunFigures.of(cells, captions, shorter));
    String parts =
        searches.html(drawn.of(searches.figures())) + forms.html(drawn.of(forms.figures()));
    RunAnswer answer = RunAnswer.of(run.manifest(), cells, errors);
    String trouble = PanelFrame.trouble();
    AtomicFile.write(
        folder.page(), new ReportPage(run, cells, answer, ofP99).html(own, trouble, parts));
    return trouble;
  }

  /** The figures of the page, in its order (EXP-45). */
  public static List<ResultFigure> figures(
      RecordedRun run, List<CellSummary> cells, ShortIntervals shorter) throws UserInputException {
    FigureCaptions captions = new FigureCaptions(run.config(), "");
    List<ResultFigure> figures = new ArrayList<>(RunFigures.of(cells, captions, shorter));
    figures.addAll(SaturationSection.of(cells, run).figures());
    figures.addAll(forms(cells, run).figures());
    return figures;
  }

  /** Writes the tables of numbers alone, into another folder. */
  public static void writeTables(RecordedRun run, Path to) throws IOException, UserInputException {
    List<CellSummary> cells = run.cells();
    SaturationSection.of(cells, run).write(to);
    forms(cells, run).write(to);
  }

  /** CMP-51; a config that other code wrote may not be readable, its results still are. */
  private static FormSection forms(List<CellSummary> cells, RecordedRun run) {
    try {
      LoadedConfig loaded = LoadedConfig.told(run.config());
      ExperimentConfig config = loaded.experiment();
      if (config.workload().kind() == LoadKind.SATURATION) {
        return new FormSection(List.of(), ReportSentence.of("forms.saturated"));
      }
      if (config.workload().kind() == LoadKind.DAY) {
        return new FormSection(List.of(), ReportSentence.of("forms.day"));
      }
      return new FormSection(FormRow.of(cells, loaded), "");
    } catch (UserInputException e) {
      return new FormSection(List.of(), ReportSentence.of("forms.other-code"));
    }
  }

  /** Figures of an earlier drawing, which this one may not have. */
  private static void clear(Path figures) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(figures, "*.svg")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }
}
