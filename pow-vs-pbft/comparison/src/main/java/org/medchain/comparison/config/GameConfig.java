package org.medchain.comparison.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Dishonest uploaders and the committees that verify their records (key {@code game}; CMP-53,
 * decision 0222). Without any of these keys there is no game, the center alone finds records false,
 * and a config means and hashes what it did before there was this key. The lists are axes of the
 * grid. An absent value has the default of the method beside it.
 *
 * @param dishonest shares of the patients who upload false records, 0 to 1 each
 * @param lazy shares of the verifiers who vote "valid" without looking, 0 to 1 each
 * @param rewards in place of {@code points.upload_reward}, in points
 * @param penalties in place of {@code points.false_penalty}, in points
 * @param verifiers drawn for each record, 1 to 1000
 * @param quorum equal votes that decide, more than half of the verifiers
 * @param decisionBlocks blocks after the upload in which a vote counts, 2 or more
 * @param verifierReward for a vote on the side that was decided, in points
 * @param verifierPenalty for one on the other side, in points
 * @param miss chance that a verifier who looks calls a false record valid, 0 to 1
 * @param falseAlarm chance that one calls a true record false, 0 to 1
 * @param honestCost what a true record costs its patient outside of the ledger, in points, 0 or
 *     more
 * @param falseCost the same of a false record
 * @param falseGain what a false record that is found valid brings its patient outside of the
 *     ledger, in points, 0 or more
 */
public record GameConfig(
    Optional<List<Double>> dishonest,
    Optional<List<Double>> lazy,
    Optional<List<Integer>> rewards,
    Optional<List<Integer>> penalties,
    OptionalInt verifiers,
    OptionalInt quorum,
    OptionalInt decisionBlocks,
    OptionalInt verifierReward,
    OptionalInt verifierPenalty,
    OptionalDouble miss,
    OptionalDouble falseAlarm,
    OptionalDouble honestCost,
    OptionalDouble falseCost,
    OptionalDouble falseGain) {
  private static final int SEATS = 7;

  /** Checks the lists and the quorum. */
  public GameConfig {
    dishonest = dishonest.map(GameConfig::positiveZero);
    lazy = lazy.map(GameConfig::positiveZero);
    rewards = rewards.map(List::copyOf);
    penalties = penalties.map(List::copyOf);
    int seats = verifiers.orElse(SEATS);
    int majority = quorum.orElse(seats / 2 + 1);
    ConfigChecks.refuseIf(
        majority > seats || 2 * majority <= seats,
        "game.quorum must be more than half of game.verifiers, %s, and at most all, not %s"
            .formatted(Integer.toString(seats), Integer.toString(majority)));
  }

  /** -0.0 is 0.0. */
  private static List<Double> positiveZero(List<Double> shares) {
    return shares.stream().map(share -> share + 0.0).toList();
  }

  /** No game. */
  public static GameConfig defaults() {
    return RecordCopy.absent(GameConfig.class);
  }

  /** Whether records are verified: one of the keys is given. */
  public boolean isOn() {
    return !equals(defaults());
  }

  /** Verifiers of a record; by default 7. */
  public int seats() {
    return verifiers.orElse(SEATS);
  }

  /** Equal votes that decide; by default the smallest majority. */
  public int majority() {
    return quorum.orElse(seats() / 2 + 1);
  }

  /** Blocks in which a vote counts; by default 1000. */
  public int deadlineBlocks() {
    return decisionBlocks.orElse(1000);
  }

  /** Points for a vote on the decided side; by default 1. */
  public int voteReward() {
    return verifierReward.orElse(1);
  }

  /** Points that a vote on the other side costs; by default 1. */
  public int votePenalty() {
    return verifierPenalty.orElse(1);
  }

  /** Chance that who looks misses a false record; by default 0.1. */
  public double missChance() {
    return miss.orElse(0.1);
  }

  /** Chance that who looks suspects a true record; by default 0.05. */
  public double alarmChance() {
    return falseAlarm.orElse(0.05);
  }

  /** The games of the grid, each with one value on every axis; this one where it is off. */
  public List<GameConfig> points(PointsConfig usual) {
    if (!isOn()) {
      return List.of(this);
    }
    List<GameConfig> all = new ArrayList<>();
    for (double falseShare : dishonest.orElse(List.of(0.0))) {
      for (double lazyShare : lazy.orElse(List.of(0.0))) {
        for (int reward : rewards.orElse(List.of(Math.toIntExact(usual.uploadReward())))) {
          for (int penalty : penalties.orElse(List.of(Math.toIntExact(usual.falsePenalty())))) {
            all.add(at(falseShare, lazyShare, reward, penalty));
          }
        }
      }
    }
    return all;
  }

  private GameConfig at(double falseShare, double lazyShare, int reward, int penalty) {
    return RecordCopy.of(this)
        .with("dishonest", Optional.of(List.of(falseShare)))
        .with("lazy", Optional.of(List.of(lazyShare)))
        .with("rewards", Optional.of(List.of(reward)))
        .with("penalties", Optional.of(List.of(penalty)))
        .made();
  }

  /** A trial's place on the axes; empty where there is no game. */
  public Optional<IncentiveSetting> point() {
    return isOn()
        ? Optional.of(
            new IncentiveSetting(only(dishonest), only(lazy), only(rewards), only(penalties)))
        : Optional.empty();
  }

  private static <T> T only(Optional<List<T>> axis) {
    List<T> values = axis.orElse(List.of());
    if (values.size() != 1) {
      throw new IllegalStateException("one value is a trial's, " + values + " a grid's");
    }
    return values.getFirst();
  }
}
