package org.medchain.experiments.report;

import java.awt.Font;
import java.awt.image.BufferedImage;
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
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.ProtocolRatios;
import org.medchain.experiments.results.ReportSentence;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunSummary;
import org.medchain.experiments.results.SimulationErrors;
import org.medchain.experiments.results.TrialRow;
import org.medchain.experiments.results.TrialsFile;
import tools.jackson.databind.JsonNode;

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
      RunFolder folder,
      RunManifest manifest,
      List<TrialRow> rows,
      SimulationErrors errors,
      ShortIntervals shorter,
      String redraw)
      throws IOException, UserInputException {
    List<CellSummary> cells = CellSummary.of(rows, folder::latencies, manifest.stoppingRule());
    Path figures = folder.report().resolve("figures");
    Files.createDirectories(figures);
    clear(figures);
    JsonNode config = manifest.json().path("config");
    String ofP99 = errors.ofP99(config); // EXP-22
    FigureCaptions captions = new FigureCaptions(config, ofP99);
    SaturationSection searches = SaturationSection.of(cells, folder, manifest);
    FormSection forms = forms(cells, manifest);
    searches.write(folder.report());
    forms.write(folder.report());
    String trouble = fontTrouble();
    DrawnFigures drawn = new DrawnFigures(figures, redraw);
    List<String> own = List.of();
    List<String> ofSearches = List.of();
    List<String> ofForms = List.of();
    if (trouble.isEmpty() && !cells.isEmpty()) {
      own = drawn.of(RunFigures.of(cells, captions, shorter));
      ofSearches = drawn.of(searches.figures());
      ofForms = drawn.of(forms.figures());
    }
    ReportPage page =
        new ReportPage(
            manifest,
            RunAnswer.of(manifest, cells, errors),
            RunSummary.of(manifest, rows),
            CellTable.of(cells),
            CellTable.narrowed(cells),
            ProtocolRatios.of(cells),
            TrialsFile.columns(rows),
            TrialsFile.axes(rows),
            ofP99);
    String parts = searches.html(ofSearches) + forms.html(ofForms);
    AtomicFile.write(folder.page(), page.html(own, trouble, parts));
    return trouble;
  }

  /** The figures of the page, in its order (EXP-45). */
  public static List<ResultFigure> figures(
      RunFolder folder, RunManifest manifest, List<CellSummary> cells, ShortIntervals shorter)
      throws UserInputException {
    FigureCaptions captions = new FigureCaptions(manifest.json().path("config"), "");
    List<ResultFigure> figures = new ArrayList<>(RunFigures.of(cells, captions, shorter));
    figures.addAll(SaturationSection.of(cells, folder, manifest).figures());
    figures.addAll(forms(cells, manifest).figures());
    return figures;
  }

  /** Writes the tables of numbers alone, into another folder. */
  public static void writeTables(
      RunFolder folder, RunManifest manifest, List<TrialRow> rows, Path to)
      throws IOException, UserInputException {
    List<CellSummary> cells = CellSummary.of(rows, folder::latencies, manifest.stoppingRule());
    SaturationSection.of(cells, folder, manifest).write(to);
    forms(cells, manifest).write(to);
  }

  /** CMP-51; a config that other code wrote may not be readable, its results still are. */
  private static FormSection forms(List<CellSummary> cells, RunManifest manifest) {
    try {
      LoadedConfig loaded = LoadedConfig.told(manifest.json().path("config"));
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

  /** A JDK on a bare system may find no fonts, and says so with all kinds of errors. */
  static String fontTrouble() {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics(font)
          .stringWidth("n");
      return "";
    } catch (RuntimeException | LinkageError | InternalError e) {
      return ReportSentence.of("page.no-fonts");
    }
  }
}
