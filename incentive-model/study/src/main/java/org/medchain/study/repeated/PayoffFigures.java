package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.repeated.DiscountedAutomaton;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.study.figure.BarFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.ThresholdLine;
import org.medchain.study.file.Repetition;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.StudyResults;

/** Payoffs as bars, and the temptation to leave each profile of equal strategies, over δ. */
final class PayoffFigures {
  /** As many as figures have colours for. */
  private static final int DRAWN = 8;

  private PayoffFigures() {}

  static void draw(
      Repetition play,
      StrategyPairs pairs,
      int steps,
      Optional<BigFraction> closed,
      StudyResults findings) {
    if (play.names(1).size() <= DRAWN) {
      findings.figure(bars(play, pairs));
    }
    List<String> both = play.names(0).stream().filter(play.names(1)::contains).toList();
    if (!both.isEmpty()) {
      findings.figure(temptations(play, both, steps, closed));
    }
  }

  private static BarFigure bars(Repetition play, StrategyPairs pairs) {
    List<BarFigure.BarGroup> groups = new ArrayList<>();
    for (int second = 0; second < play.names(1).size(); second++) {
      List<BarFigure.IntervalBar> bars = new ArrayList<>();
      for (int first = 0; first < play.names(0).size(); first++) {
        double payoff = Game.toDouble(pairs.of(first, second).discounted().get(0));
        bars.add(new BarFigure.IntervalBar(payoff, payoff, payoff));
      }
      groups.add(new BarFigure.BarGroup("against " + play.names(1).get(second), bars));
    }
    return new BarFigure(
        new FigureHeading(
            "payoffs",
            "Discounted payoffs",
            ("What each strategy on the left gets from each strategy of the legend, on "
                    + "average over the discounted rounds, at δ = %s and noise %s.")
                .formatted(
                    NumberFormats.exact(play.discount()), NumberFormats.exact(play.noise()))),
        FigureAxis.linear("payoff a round" + (play.alike() ? "" : " of the first player")),
        play.names(0),
        "",
        groups);
  }

  private static SeriesFigure temptations(
      Repetition play, List<String> both, int steps, Optional<BigFraction> closed) {
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (String name : both.subList(0, Math.min(DRAWN, both.size()))) {
      JointAutomaton joint = play.meant(play.names(0).indexOf(name), play.names(1).indexOf(name));
      List<SeriesFigure.SeriesPoint> points = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        double gain = Game.toDouble(temptation(joint, new BigFraction(step, steps)));
        points.add(SeriesFigure.SeriesPoint.exact(step / (double) steps, gain));
      }
      series.add(new SeriesFigure.DataSeries(name, SeriesFigure.SeriesStyle.LINE, points));
    }
    String left = both.size() > DRAWN ? " The first " + DRAWN + " strategies are drawn." : "";
    return new SeriesFigure(
        new FigureHeading(
            "temptation",
            "Temptation to leave a strategy that both play",
            "What the best reply gains a round, on average, over playing the strategy itself against"
                + " its like: where it is 0 both playing it is a Nash equilibrium. The threshold is"
                + " Friedman's, (T − R)/(T − P) in the prisoner's dilemma, without noise."
                + left),
        FigureAxis.between("discount factor δ", 0, 1),
        FigureAxis.linear("gain of the best reply (payoff a round)"),
        "",
        series,
        closed.stream()
            .map(each -> new ThresholdLine("(T−R)/(T−P)", Game.toDouble(each)))
            .toList());
  }

  private static BigFraction temptation(JointAutomaton joint, BigFraction discount) {
    DiscountedAutomaton play = joint.withDiscount(discount);
    BigFraction first = play.temptation(0);
    BigFraction second = play.temptation(1);
    return first.compareTo(second) > 0 ? first : second;
  }
}
