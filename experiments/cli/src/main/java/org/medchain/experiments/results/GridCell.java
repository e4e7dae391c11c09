package org.medchain.experiments.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.medchain.comparison.Finality;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.consensus.Protocol;

/**
 * A point of the grid: what all repeats of a trial share.
 *
 * @param protocol {@code pbft} or {@code pow}
 * @param nodes number of consensus nodes
 * @param fault kind of fault
 * @param faultRate nominal share of faulty nodes, 0 to 1
 * @param finality what "final" has to withstand
 * @param blockIntervalS proof of work's mean time between blocks while all mine, in s; empty for
 *     the others
 * @param game place on the axes of the game; empty where there is none
 * @param axes values on the axes that the config makes of its own keys, by their paths; empty ones
 *     where a key means nothing to the protocol (CMP-58)
 */
public record GridCell(
    String protocol,
    int nodes,
    String fault,
    double faultRate,
    Finality finality,
    OptionalDouble blockIntervalS,
    Optional<IncentiveSetting> game,
    Map<String, String> axes) {
  /**
   * Whether this is the same point under another protocol; the block interval is one's own, and so
   * is a key that means nothing to the other.
   */
  public boolean comparable(GridCell other) {
    return !protocol.equals(other.protocol)
        && nodes == other.nodes
        && fault.equals(other.fault)
        && faultRate == other.faultRate
        && finality.equals(other.finality)
        && game.equals(other.game)
        && withAxesOf(other).axes.equals(other.withAxesOf(this).axes);
  }

  /** What distinguishes its protocol from the others. */
  public Protocol consensus() {
    return consensus(protocol);
  }

  /** The same of the one with this word in tables. */
  public static Protocol consensus(String protocol) {
    return TrialCell.consensus(ConfigKeys.constant(ProtocolKind.class, protocol).orElseThrow());
  }

  /** Its value on an axis; empty where it has none. */
  public Optional<String> axis(String path) {
    return Optional.ofNullable(axes.get(path)).filter(text -> !text.isEmpty());
  }

  /** The same with another cell's values on the axes where it has none itself. */
  public GridCell withAxesOf(GridCell other) {
    Map<String, String> all = new LinkedHashMap<>(axes);
    all.replaceAll((path, text) -> axis(path).or(() -> other.axis(path)).orElse(""));
    return new GridCell(protocol, nodes, fault, faultRate, finality, blockIntervalS, game, all);
  }

  /** Its values on the axes in words, each behind a comma. */
  public String axisWords() {
    return axes.keySet().stream()
        .flatMap(path -> axis(path).stream().map(text -> ", " + path + " " + text))
        .collect(Collectors.joining());
  }

  /** The cell of a trial. */
  public static GridCell of(TrialCell trial) {
    return new GridCell(
        trial.protocol().key(),
        trial.nodes(),
        trial.fault().key(),
        trial.faultRate(),
        trial.finality(),
        trial.blockIntervalS(),
        trial.config().game().point(),
        trial.axes());
  }
}
