package org.medchain.node.turns;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets what came longest ago when it has more than a number of entries.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class RecentEntries<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private final int most;

  /** With at most that number of entries; a looked-up entry counts as new, if {@code byUse}. */
  public RecentEntries(int most, boolean byUse) {
    super(16, 0.75f, byUse);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
