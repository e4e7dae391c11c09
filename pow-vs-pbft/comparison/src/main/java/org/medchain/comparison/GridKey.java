package org.medchain.comparison;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.comparison.config.IncentiveSetting;

/** The keys of a config whose lists are axes of every grid, and what a cell has of each (CMP-2). */
// The functions are immutable, but the checker cannot see it.
@SuppressWarnings("ImmutableEnumChecker")
public enum GridKey {
  /** Of the trial's protocol. */
  PROTOCOL("protocols", TrialColumn.PROTOCOL, cell -> cell.protocol().key()),
  /** Of the number of nodes. */
  NODES("nodes", TrialColumn.NODES, TrialCell::nodes),
  /** Of the kind of fault. */
  FAULT("faults", TrialColumn.FAULT, cell -> cell.fault().key()),
  /** Of the faulty share. */
  FAULT_RATE("fault_rates", TrialColumn.FAULT_RATE, TrialCell::faultRate),
  /** Of the share that finality withstands. */
  ATTACKER_SHARE(
      "finality.attacker_share",
      TrialColumn.ATTACKER_SHARE,
      cell -> cell.finality().attackerShare()),
  /** Of its probability of a reversal. */
  EPSILON("finality.epsilon", TrialColumn.EPSILON, cell -> cell.finality().epsilon()),
  /** Of the block interval, which only proof of work has. */
  BLOCK_INTERVAL(
      "pow.block_interval_s",
      TrialColumn.BLOCK_INTERVAL_S,
      cell -> cell.blockIntervalS().stream().mapToObj(Double::toString).findFirst().orElse("")),
  /** Of the game's dishonest share. */
  DISHONEST("game.dishonest", TrialColumn.DISHONEST_SHARE, played(IncentiveSetting::dishonest)),
  /** Of its lazy share. */
  LAZY("game.lazy", TrialColumn.LAZY_SHARE, played(IncentiveSetting::lazy)),
  /** Of its reward. */
  REWARD("game.rewards", TrialColumn.UPLOAD_REWARD, played(IncentiveSetting::reward)),
  /** Of its penalty. */
  PENALTY("game.penalties", TrialColumn.FALSE_PENALTY, played(IncentiveSetting::penalty));

  private final String path;
  private final TrialColumn column;
  private final Function<TrialCell, Object> value;

  GridKey(String path, TrialColumn column, Function<TrialCell, Object> value) {
    this.path = path;
    this.column = column;
    this.value = value;
  }

  private static Function<TrialCell, Object> played(Function<IncentiveSetting, Object> part) {
    return cell -> cell.config().game().point().map(part).orElse("");
  }

  /** By the key's path, or by the head of its column. */
  public static Optional<GridKey> of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.path.equals(name) || each.column.header().equals(name))
        .findFirst();
  }

  /** Where a config has its list. */
  public String path() {
    return path;
  }

  /** The column that has it. */
  public TrialColumn column() {
    return column;
  }

  /** A cell's value as text; empty where it has none. */
  public String text(TrialCell cell) {
    return value.apply(cell).toString();
  }

  /** Whether its values are words. */
  public boolean isWord() {
    return this == PROTOCOL || this == FAULT;
  }
}
