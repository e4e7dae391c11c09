package org.medchain.node.transport.unauthenticated;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The places of incoming connections without a certificate (CONN-10, CONN-17), in two stages with
 * equally many: until the first TLS record has come, and from there to the certificate. A new
 * connection that finds no place takes one: that of the longest-waiting connection of the address
 * that has most, and of one from where no certified peer ever came as long as there is such a one.
 *
 * <p>So strangers displace each other. To displace another connection of their own address, they
 * must bring as many to its stage as an address has places, after it and before it is through; and
 * a bounded number comes in a second. From other addresses they cannot. Of the thread of
 * connections.
 */
public final class UnauthenticatedConnections {
  /** How far a connection is. */
  public enum HandshakeStage {
    /** Its first TLS record is not here. */
    FIRST_RECORD,
    /** Its certificate is not known. */
    TLS
  }

  /** The place of one connection. */
  public static final class UnauthenticatedPlace {
    private final AddressPrefix from;
    private final Runnable onEvicted;
    private HandshakeStage stage = HandshakeStage.FIRST_RECORD;

    private UnauthenticatedPlace(AddressPrefix from, Runnable onEvicted) {
      this.from = from;
      this.onEvicted = onEvicted;
    }
  }

  private final int max;
  private final int maxPerAddress;
  private final KnownAddresses known;

  /** In each stage in the order of their coming. */
  private final Map<HandshakeStage, Set<UnauthenticatedPlace>> places =
      new EnumMap<>(HandshakeStage.class);

  /**
   * Empty stages.
   *
   * @param max places of a stage
   * @param maxPerAddress of them, for one address
   * @param known addresses of certified peers
   */
  public UnauthenticatedConnections(int max, int maxPerAddress, KnownAddresses known) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
    this.known = known;
    for (HandshakeStage stage : HandshakeStage.values()) {
      places.put(stage, new LinkedHashSet<>());
    }
  }

  /**
   * A place for a connection that was accepted; empty if certified peers' addresses need all.
   *
   * @param onEvicted is called when another connection takes the place
   */
  public Optional<UnauthenticatedPlace> enter(AddressPrefix from, Runnable onEvicted) {
    UnauthenticatedPlace place = new UnauthenticatedPlace(from, onEvicted);
    return take(place, HandshakeStage.FIRST_RECORD) ? Optional.of(place) : Optional.empty();
  }

  /** The first record is here; false if there is no place for it, or it has lost its own. */
  public boolean advance(UnauthenticatedPlace place) {
    return places.get(place.stage).remove(place) && take(place, HandshakeStage.TLS);
  }

  /** The certificate is known, or the connection has ended. */
  public void leave(UnauthenticatedPlace place) {
    places.get(place.stage).remove(place);
  }

  private boolean take(UnauthenticatedPlace place, HandshakeStage stage) {
    Set<UnauthenticatedPlace> all = places.get(stage);
    Map<AddressPrefix, Integer> counts = new HashMap<>();
    all.forEach(each -> counts.merge(each.from, 1, Integer::sum));
    Optional<UnauthenticatedPlace> evicted = Optional.empty();
    if (counts.getOrDefault(place.from, 0) >= maxPerAddress) {
      evicted = oldest(all, each -> each.from.equals(place.from));
    } else if (all.size() >= max) {
      evicted = ofBusiestAddress(all, counts, known.contains(place.from));
      if (evicted.isEmpty()) {
        return false;
      }
    }
    evicted.ifPresent(all::remove);
    place.stage = stage;
    all.add(place);
    evicted.ifPresent(each -> each.onEvicted.run());
    return true;
  }

  private Optional<UnauthenticatedPlace> ofBusiestAddress(
      Set<UnauthenticatedPlace> all, Map<AddressPrefix, Integer> counts, boolean isKnown) {
    Map<AddressPrefix, Integer> unknown = new HashMap<>(counts);
    unknown.keySet().removeIf(known::contains);
    if (unknown.isEmpty() && !isKnown) {
      return Optional.empty();
    }
    Map<AddressPrefix, Integer> from = unknown.isEmpty() ? counts : unknown;
    int most = from.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    return oldest(all, each -> from.getOrDefault(each.from, 0) == most);
  }

  private static Optional<UnauthenticatedPlace> oldest(
      Set<UnauthenticatedPlace> all, Predicate<UnauthenticatedPlace> which) {
    return all.stream().filter(which).findFirst();
  }

  /** Connections in a stage. */
  int count(HandshakeStage stage) {
    return places.get(stage).size();
  }
}
