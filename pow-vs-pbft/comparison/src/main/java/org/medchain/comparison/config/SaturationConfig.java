package org.medchain.comparison.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How saturation is searched for (key {@code workload.saturation}; CMP-52, decision 0220). An
 * absent value has the default of the method beside it, so that a config without this key means and
 * hashes what it did before there was one.
 *
 * @param growth factor from one step's rate to the next one's, 1.01 to 100
 * @param steps most steps of the ladder, 1 to 100
 * @param resolution the bracket is halved until its upper end is at most this share above its lower
 *     end, 0.01 or more
 * @param windowS least length of a step's steady window in s, 1 or more
 * @param committedShare of the requests offered in the window, which have to become final in it,
 *     more than 0 and at most 1
 * @param latencyFactor most that a step's median may be, in multiples of the first step's, 1 or
 *     more
 * @param shares of the highest sustained rate at which latency is measured afterwards, each more
 *     than 0 and at most 1
 */
public record SaturationConfig(
    OptionalDouble growth,
    OptionalInt steps,
    OptionalDouble resolution,
    OptionalDouble windowS,
    OptionalDouble committedShare,
    OptionalDouble latencyFactor,
    Optional<List<Double>> shares) {
  /** Checks and copies the list. */
  public SaturationConfig {
    shares = shares.map(List::copyOf);
  }

  /** All defaults. */
  public static SaturationConfig defaults() {
    return RecordCopy.absent(SaturationConfig.class);
  }

  /** Factor between two steps; by default each rate is twice the one before. */
  public double growthFactor() {
    return growth.orElse(2);
  }

  /** Most steps of the ladder; by default 16, from 1 request a second to 32,768. */
  public int ladderSteps() {
    return steps.orElse(16);
  }

  /** When the bracket is narrow enough; by default 10 %. */
  public double bracketWidth() {
    return resolution.orElse(0.1);
  }

  /** Least length of a window in s; by default 5. */
  public double shortestWindowS() {
    return windowS.orElse(5);
  }

  /** Share of the offered requests that has to become final; by default 95 %. */
  public double requiredShare() {
    return committedShare.orElse(0.95);
  }

  /** Most that a median may be, in multiples of the first step's; by default 3. */
  public double latencyBound() {
    return latencyFactor.orElse(3);
  }

  /** The shares at which latency is measured; by default a quarter, a half and three quarters. */
  public List<Double> loadShares() {
    return shares.orElse(List.of(0.25, 0.5, 0.75));
  }

  /** The same with the length of windows written out, which tells a step from other open loads. */
  SaturationConfig ofStep() {
    return RecordCopy.with(this, "windowS", OptionalDouble.of(shortestWindowS()));
  }
}
