package org.medchain.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * All trials of an experiment: node counts × faults × fault rates × what finality withstands ×
 * block intervals × points of the game × repeats × protocols, the last running fastest, so that the
 * trials to compare stand side by side. A fault that means nothing to a protocol is not run under
 * it, only proof of work has block intervals, and rates that round to one number of faulty nodes
 * are one cell (CMP-2). A config may make axes of its other keys, around all of these (CMP-58).
 *
 * <p>A trial's seed is a hash of the experiment's seed and of the trial's cell, never of its place
 * in the grid: more node counts, rates or repeats, or another order, leave the other trials'
 * results as they were. Finality, block interval, game and other keys are not part of the hash, and
 * without a faulty node neither are fault and rate: compared trials share their random numbers.
 */
public final class TrialGrid {
  /** Seeds are kept to 53 bits, so that any tool reads them from a table without rounding. */
  private static final long SEED_MASK = (1L << 53) - 1;

  private final Predicate<TrialCell> wanted;
  private final List<TrialCell> cells = new ArrayList<>();
  private final Set<List<Object>> known = new LinkedHashSet<>();

  private TrialGrid(Predicate<TrialCell> wanted) {
    this.wanted = wanted;
  }

  /** The trials of {@code config}, numbered from 1. */
  public static List<TrialCell> of(ExperimentConfig config) {
    return of(List.of(new GridPoint(Map.of(), config)), cell -> true);
  }

  /**
   * The trials of all points, one point after the other, numbered from 1. Trials that differ only
   * in what means nothing to their protocol are one, the first of them (CMP-58).
   *
   * @param wanted which trials are run at all
   */
  public static List<TrialCell> of(List<GridPoint> points, Predicate<TrialCell> wanted) {
    TrialGrid grid = new TrialGrid(wanted);
    points.forEach(grid::add);
    return grid.cells;
  }

  private void add(GridPoint point) {
    ExperimentConfig config = point.config();
    List<GridPoint> spaced =
        config.pow().blockIntervalS().stream()
            .map(interval -> config.with(config.pow().withInterval(interval)))
            .flatMap(each -> config.game().points(config.points()).stream().map(each::with))
            .map(each -> new GridPoint(point.axes(), each))
            .toList();
    for (int nodes : config.nodes()) {
      for (FaultKind fault : config.faults()) {
        for (double rate : config.faultRates()) {
          for (double share : config.finality().attackerShares(nodes)) {
            for (double epsilon : config.finality().epsilon()) {
              Finality finality = new Finality(share, epsilon);
              spaced.forEach(each -> repeats(each, nodes, fault, rate, finality));
            }
          }
        }
      }
    }
  }

  private void repeats(
      GridPoint point, int nodes, FaultKind fault, double rate, Finality finality) {
    for (int repeat = 1; repeat <= point.config().repeats().max(); repeat++) {
      for (ProtocolKind protocol : point.config().protocols()) {
        if (fault.appliesTo(protocol)) {
          TrialCell cell = cell(point, protocol, nodes, fault, rate, finality, repeat);
          if (known.add(identity(cell)) && wanted.test(cell)) {
            cells.add(cell);
          }
        }
      }
    }
  }

  /** Rates that mean as many faulty nodes are one. */
  private static List<Object> identity(TrialCell cell) {
    List<Object> identity = new ArrayList<>(List.of(cell.axes(), cell.repeat(), cell.faulty()));
    for (GridKey key : GridKey.values()) {
      identity.add(key == GridKey.FAULT_RATE ? "" : key.text(cell));
    }
    return identity;
  }

  private static Map<String, String> axes(GridPoint point, ProtocolKind protocol) {
    Map<String, String> own = new LinkedHashMap<>(point.axes());
    own.keySet().removeIf(path -> GridKey.of(path).isPresent());
    own.replaceAll(
        (path, text) ->
            protocol.reads(path) && HostedKey.unread(point.config(), path).isEmpty() ? text : "");
    return own;
  }

  private TrialCell cell(
      GridPoint point,
      ProtocolKind protocol,
      int nodes,
      FaultKind fault,
      double rate,
      Finality finality,
      int repeat) {
    boolean healthy = TrialCell.faulty(rate, nodes) == 0;
    FaultKind what = healthy ? FaultKind.CRASH : fault;
    double share = healthy ? 0 : rate;
    long root = point.config().seed();
    return new TrialCell(
        cells.size() + 1,
        protocol,
        nodes,
        fault,
        share,
        finality,
        repeat,
        0,
        seed(root, protocol.key(), nodes, what, share, repeat),
        seed(root, "both", nodes, what, share, repeat),
        point.config(),
        axes(point, protocol));
  }

  /** Of what a protocol draws, or of what they share. */
  private static long seed(
      long root, String drawer, int nodes, FaultKind fault, double rate, int repeat) {
    Encoder identity =
        new Encoder()
            .text("medchain/trial")
            .int64(root)
            .text(drawer)
            .int32(nodes)
            .text(fault.key())
            .int64(Double.doubleToLongBits(rate))
            .int32(repeat);
    return Hash.of(identity.toBytes()).w0() & SEED_MASK;
  }
}
