package org.medchain.credit.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.mechanism.Mechanism;
import org.medchain.game.exact.Vectors;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/** Measures mechanisms over economies near a given one (GAME-16, GAME-17). */
public final class MechanismEvaluation {
  private static final double LEVEL = 0.95;

  private MechanismEvaluation() {}

  /**
   * Each mechanism alone, against {@code base} without it.
   *
   * @param draws how many economies, 2 or more; the same ones for all mechanisms
   * @param master seed of economies and starts
   */
  public static List<MechanismGain> oneByOne(
      CreditParameters base,
      List<Mechanism> mechanisms,
      List<PerformanceMeasure> measures,
      int draws,
      long master) {
    List<MechanismGain> gains = new ArrayList<>();
    for (PerformanceMeasure measure : measures) {
      double[] before = values(base, measure, draws, master);
      for (Mechanism mechanism : mechanisms) {
        double[] after = values(mechanism.apply(base), measure, draws, master);
        gains.add(gain(mechanism, measure, before, after));
      }
    }
    return gains;
  }

  /** All mechanisms together, switched on in their order, against {@code base}. */
  public static List<MechanismGain> combined(
      CreditParameters base,
      List<Mechanism> mechanisms,
      List<PerformanceMeasure> measures,
      int draws,
      long master) {
    Mechanism together =
        Mechanism.of(
            "together",
            String.join("; ", mechanisms.stream().map(Mechanism::sentence).toList()),
            p -> {
              CreditParameters applied = p;
              for (Mechanism each : mechanisms) {
                applied = each.apply(applied);
              }
              return applied;
            });
    return oneByOne(base, List.of(together), measures, draws, master);
  }

  private static double[] values(
      CreditParameters p, PerformanceMeasure measure, int draws, long master) {
    return Vectors.of(
        draws,
        draw ->
            measure.of(
                EconomySampler.sample(p, master, draw),
                ReplicateSeed.of(master, measure.name(), draw).value()));
  }

  private static MechanismGain gain(
      Mechanism mechanism, PerformanceMeasure measure, double[] before, double[] after) {
    double[] change = Vectors.of(before.length, draw -> after[draw] - before[draw]);
    boolean binary = isBinary(before) && isBinary(after);
    IntervalEstimate gain = binary ? difference(change) : IntervalEstimate.ofMean(LEVEL, change);
    return new MechanismGain(mechanism.name(), measure, share(before), share(after), gain);
  }

  /**
   * The mean of what is −1, 0 or 1: share of economies mended minus share broken, each with half of
   * the error allowed (Bonferroni). Student's interval would have no width where all agree.
   */
  private static IntervalEstimate difference(double[] change) {
    long mended = Arrays.stream(change).filter(each -> each > 0).count();
    long broken = Arrays.stream(change).filter(each -> each < 0).count();
    double each = (1 + LEVEL) / 2;
    IntervalEstimate up = IntervalEstimate.ofShareExact(each, mended, change.length);
    IntervalEstimate down = IntervalEstimate.ofShareExact(each, broken, change.length);
    return new IntervalEstimate(
        up.mean() - down.mean(),
        up.low() - down.high(),
        up.high() - down.low(),
        LEVEL,
        change.length);
  }

  private static boolean isBinary(double[] values) {
    return Arrays.stream(values).allMatch(each -> each == 0 || each == 1);
  }

  /** Of what is 0 or 1 the share, with an interval that is right at the ends too. */
  private static IntervalEstimate share(double[] values) {
    if (!isBinary(values)) {
      return IntervalEstimate.ofMean(LEVEL, values);
    }
    long ones = Arrays.stream(values).filter(each -> each == 1).count();
    return IntervalEstimate.ofShare(LEVEL, ones, values.length);
  }
}
