package org.medchain.simulation.host;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries that were put last, up to a number: the memory of a memo. */
final class NewestEntries<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  NewestEntries(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
