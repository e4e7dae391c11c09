package org.medchain.study.figure;

/**
 * A figure of a game as data: its content, not its drawing.
 *
 * <p>All records check their data when made and refuse what cannot be drawn truthfully (a mixture
 * that does not add up to 1, an interval without its estimate, a grid with a missing cell) with an
 * {@link IllegalArgumentException} that names the figure's part. Empty lists are allowed; the
 * figure then shows its axes alone.
 */
public sealed interface GameFigure
    permits SimplexFigure,
        GradientFigure,
        CountDensityFigure,
        SimplexDensityFigure,
        PhaseFigure,
        BifurcationFigure,
        RegionFigure,
        HeatMapFigure,
        SeriesFigure,
        BarFigure {
  /** Name of the file, title and caption. */
  FigureHeading heading();
}
