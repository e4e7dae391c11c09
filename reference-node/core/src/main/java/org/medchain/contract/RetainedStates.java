package org.medchain.contract;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/**
 * The states after the last blocks, by height: bounded in number, and by the bytes of the blocks
 * that lead from the lowest to the last. A state adds about that many bytes to the one below
 * (NODE-24). The last one stays in any case, and the start can always be returned to.
 */
final class RetainedStates {
  /**
   * The chain at one height.
   *
   * @param blockBytes of the block there
   */
  record Point(Hash block, int blockBytes, Hash stateRoot, WorldState state) {}

  private final Point start;
  private final int most;
  private final long mostBytes;
  private final NavigableMap<Long, Point> points = new TreeMap<>();
  private long bytes;

  /**
   * Only the start, at height 0.
   *
   * @param most heights under the last
   * @param mostBytes of blocks
   */
  RetainedStates(int most, long mostBytes, Point start) {
    this.start = start;
    this.most = most;
    this.mostBytes = mostBytes;
    points.put(0L, start);
  }

  /** Adds the state after the next block, and forgets the lowest ones that are too many. */
  void add(long height, Point point) {
    points.put(height, point);
    bytes += point.blockBytes();
    while (points.firstKey() < height - most || (bytes > mostBytes && points.size() > 1)) {
      bytes -= points.pollFirstEntry().getValue().blockBytes();
    }
  }

  /** Forgets all above a height; false, and nothing is changed, where that height is not here. */
  boolean revertTo(long height) {
    if (height == 0 && !points.containsKey(0L)) {
      restart(0, start);
    }
    if (!points.containsKey(height)) {
      return false;
    }
    Map<Long, Point> undone = points.tailMap(height, false);
    undone.values().forEach(point -> bytes -= point.blockBytes());
    undone.clear();
    return true;
  }

  /** Forgets all, and begins again at a height. */
  void restart(long height, Point point) {
    points.clear();
    points.put(height, point);
    bytes = point.blockBytes();
  }

  long height() {
    return points.lastKey();
  }

  long lowest() {
    return points.firstKey();
  }

  Point last() {
    return points.lastEntry().getValue();
  }

  Optional<Point> at(long height) {
    return Optional.ofNullable(points.get(height));
  }
}
