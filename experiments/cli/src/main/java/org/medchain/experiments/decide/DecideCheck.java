package org.medchain.experiments.decide;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.QuorumSizes;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;

/**
 * Answers beside fresh simulations, over questions drawn within what was measured; and questions
 * drawn outside, each of which has to be refused (BASE-12, BASE-13).
 *
 * @param root of the project
 * @param seed of the draw: a question depends on it and on its own number only
 */
record DecideCheck(Path root, Decision decision, long seed) {
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.DOWN);
  private static final double FAR = 50;
  private static final double BEYOND = 1.02;
  private static final long PRIME = 1_000_003;

  /** Of {@code questions.csv}. */
  static List<String> heads() {
    String all = "question,system,nodes,rtt_ms,rate_tps,faults,faulty,answer_ms,fresh_ms,good";
    return List.of(all.split(",", -1));
  }

  /** A row of a question within what was measured: good where both are within a quarter. */
  List<Object> inside(int number) throws UserInputException {
    SplittableRandom random = random(number);
    List<ChoiceSystem> chains = ChoiceSystem.chains();
    ChoiceSystem system = chains.get(random.nextInt(chains.size()));
    DecideQuestion place = place(random);
    double most = decision.speed(system, place).saturationTps() * Decision.LOAD_MAX;
    DecideQuestion asked = place.withRate(rounded(random, 1, most > 1 ? most : 1));
    double answerMs = decision.speed(system, asked).p50Ms();
    double freshMs = freshMs(system, asked, seed * PRIME + number);
    boolean good = MeasuredGrid.isNear(answerMs, freshMs);
    return row(number, system.name(), asked, text(answerMs), text(freshMs), good);
  }

  private double freshMs(ChoiceSystem system, DecideQuestion asked, long trialSeed)
      throws UserInputException {
    LoadedConfig config = system.measuring(root, asked, OptionalLong.of(trialSeed));
    Path records = root.resolve(config.experiment().workload().dataset());
    return new TrialRunner(SyntheticRecords.read(records))
        .run(config.grid().getFirst(), TrialHook.NONE)
        .load()
        .percentiles()
        .p50Ms()
        .orElse(Double.NaN);
  }

  /** A row of a question that exceeds a bound, each in its turn: good where it is refused. */
  List<Object> outside(int number) {
    SplittableRandom random = random(-number);
    DecideQuestion at = place(random);
    int nodes = at.nodes();
    double rttMs = at.rttMs();
    int faulty = at.faulty();
    double times = rounded(random, BEYOND, FAR);
    int some = Math.min(nodes, ChoicePoint.tolerated(nodes) + (int) Math.ceil(times));
    // No other chain sustains as much as PBFT, the first.
    double over =
        decision.speed(ChoiceSystem.chains().getFirst(), at).saturationTps() * Decision.LOAD_MAX;
    DecideQuestion asked =
        switch (number % 6) {
          case 0 -> question((int) (times * BEYOND * DecideQuestion.NODES_MAX), rttMs, 1, 0);
          case 1 -> question(nodes, rttMs, 1, some);
          case 2 -> question(nodes, times * DecideQuestion.RTT_MAX_MS, 1, faulty);
          case 3 -> question(nodes, 1 / times, 1, faulty);
          case 4 -> question(nodes, rttMs, 1 / times, faulty);
          default -> question(nodes, rttMs, times * over, faulty);
        };
    return row(number, "", asked, "", "", !decision.refusal(asked).isEmpty());
  }

  private static DecideQuestion question(int nodes, double rttMs, double rateTps, int faulty) {
    return new DecideQuestion(nodes, rttMs, rateTps, true, faulty, List.of());
  }

  private static List<Object> row(
      int number, String system, DecideQuestion asked, String answer, String fresh, boolean good) {
    String kind = asked.byzantine() ? "byzantine" : "crash";
    double rttMs = asked.rttMs();
    double rateTps = asked.rateTps();
    int nodes = asked.nodes();
    return List.of(
        number, system, nodes, rttMs, rateTps, kind, asked.faulty(), answer, fresh, good);
  }

  private static String text(double ms) {
    return Double.isNaN(ms) ? "" : Double.toString(ms);
  }

  private SplittableRandom random(int number) {
    return new SplittableRandom(seed * PRIME + number);
  }

  private static DecideQuestion place(SplittableRandom random) {
    int nodes = random.nextInt(QuorumSizes.MIN_NODES, DecideQuestion.NODES_MAX + 1);
    double rttMs = rounded(random, 1, DecideQuestion.RTT_MAX_MS);
    int faulty = random.nextInt(ChoicePoint.tolerated(nodes) + 1);
    return new DecideQuestion(nodes, rttMs, 1, random.nextBoolean(), faulty, List.of());
  }

  /** By equal ratios, with three digits. */
  private static double rounded(SplittableRandom random, double least, double most) {
    double share = random.nextDouble();
    return new BigDecimal(least * Math.pow(most / least, share), DIGITS).doubleValue();
  }
}
