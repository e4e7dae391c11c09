package org.medchain.network;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.Argument;

/** The kinds of message that a node understands, by code (NET-2). */
public final class MessageRegistry {
  private final Map<Integer, MessageType> byCode = new TreeMap<>();

  /**
   * A registry of exactly these kinds.
   *
   * @throws IllegalArgumentException if two share a code
   */
  public MessageRegistry(Collection<MessageType> types) {
    for (MessageType type : types) {
      Argument.refuseIf(
          byCode.put(type.code(), type) != null,
          "two kinds of message have the code %s",
          type.code());
    }
  }

  /** The kind with this code, if there is one. */
  public Optional<MessageType> find(int code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** All kinds in the order of their codes. */
  public Collection<MessageType> all() {
    return byCode.values();
  }
}
