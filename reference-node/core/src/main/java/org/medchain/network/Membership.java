package org.medchain.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;

/**
 * The consensus nodes in the order that numbers them (paper §3.2.2: tertiary hospitals and top
 * research institutions): node i is the i-th key, from 0.
 */
public final class Membership {
  private final List<PublicKey> nodes;
  private final Map<PublicKey, Integer> indices = new LinkedHashMap<>();

  /**
   * The membership of these keys.
   *
   * @throws IllegalArgumentException if a key is named twice
   */
  public Membership(List<PublicKey> nodes) {
    this.nodes = List.copyOf(nodes);
    for (PublicKey node : nodes) {
      Argument.refuseIf(indices.put(node, indices.size()) != null, "a node comes twice: %s", node);
    }
  }

  /** Number of nodes, n. */
  public int size() {
    return nodes.size();
  }

  /** The key of node {@code index}. */
  public PublicKey key(int index) {
    return nodes.get(index);
  }

  /** The number of the node with this key; −1 for a stranger. */
  public int indexOf(PublicKey key) {
    return indices.getOrDefault(key, -1);
  }

  /** Whether the key is a node's. */
  public boolean contains(PublicKey key) {
    return indices.containsKey(key);
  }

  /** The keys in order. */
  public List<PublicKey> keys() {
    return nodes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Membership that && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return nodes.hashCode();
  }

  @Override
  public String toString() {
    return nodes.stream().map(PublicKey::brief).toList().toString();
  }
}
