package org.medchain.node.transport.unauthenticated;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.node.transport.unauthenticated.UnauthenticatedConnections.HandshakeStage;
import org.medchain.node.transport.unauthenticated.UnauthenticatedConnections.UnauthenticatedPlace;

/**
 * CONN-10, CONN-17: the connections that get a place before the certificate is known, and those
 * that lose one.
 */
final class UnauthenticatedConnectionsTest {
  private static final int MAX = 6;
  private static final int PER_ADDRESS = 4;

  private final KnownAddresses known = new KnownAddresses(2);
  private final UnauthenticatedConnections unauthenticated =
      new UnauthenticatedConnections(MAX, PER_ADDRESS, known);
  private final Map<Integer, UnauthenticatedPlace> places = new HashMap<>();
  private final Set<Integer> evicted = new HashSet<>();
  private int next;

  private static AddressPrefix address(int number) {
    try {
      return AddressPrefix.of(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private int enter(int address) {
    int number = next++;
    Optional<UnauthenticatedPlace> place =
        unauthenticated.enter(address(address), () -> evicted.add(number));
    place.ifPresent(taken -> places.put(number, taken));
    return number;
  }

  private List<Integer> enter(int address, int times) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      numbers.add(enter(address));
    }
    return numbers;
  }

  @Property
  void noStageEverHasMoreThanItsPlaces(
      @ForAll @Size(max = 200) List<@IntRange(min = -40, max = 5) Integer> steps) {
    new UnauthenticatedConnectionsTest()
        .takeSteps(steps); // one instance for all tries would remember
  }

  /** Above 0: a connection from there; else the connection of that number advances, then leaves. */
  private void takeSteps(List<Integer> steps) {
    known.add(address(1));
    Map<Integer, Integer> from = new HashMap<>();
    Set<Integer> advanced = new HashSet<>();
    for (int step : steps) {
      if (step > 0) {
        from.put(enter(step), step);
      } else if (places.containsKey(-step) && !advanced.add(-step)) {
        unauthenticated.leave(places.remove(-step));
      } else if (places.containsKey(-step) && !unauthenticated.advance(places.get(-step))) {
        places.remove(-step);
      }
      places.keySet().removeAll(evicted);
      long tls = places.keySet().stream().filter(advanced::contains).count();
      assertThat(unauthenticated.count(HandshakeStage.TLS))
          .isEqualTo((int) tls)
          .isLessThanOrEqualTo(MAX);
      assertThat(unauthenticated.count(HandshakeStage.FIRST_RECORD))
          .isEqualTo((int) (places.size() - tls))
          .isLessThanOrEqualTo(MAX);
      for (int i = 1; i <= 5; i++) {
        int own = i;
        assertThat(
                places.keySet().stream()
                    .filter(each -> !advanced.contains(each) && from.get(each) == own))
            .hasSizeLessThanOrEqualTo(PER_ADDRESS);
      }
    }
  }

  @Example
  void theOldestOfItsAddressGivesWay() {
    List<Integer> first = enter(2, PER_ADDRESS);
    enter(2, 2);

    assertThat(evicted).containsExactlyInAnyOrder(first.get(0), first.get(1));
  }

  @Example
  void theBusiestAddressGivesWayToAnother() {
    int early = enter(3);
    List<Integer> busy = enter(2, PER_ADDRESS);
    enter(4);
    enter(5);

    assertThat(evicted).containsExactly(busy.get(0)).doesNotContain(early);
  }

  /** A stranger with any number of addresses cannot displace a certified peer's address. */
  @Example
  void aKnownAddressKeepsItsPlaces() {
    known.add(address(1));
    List<Integer> own = enter(1, 3);
    for (int i = 2; i < 100; i++) {
      enter(i);
    }

    assertThat(evicted).doesNotContainAnyElementsOf(own).hasSize(98 - (MAX - 3));
    assertThat(places).containsKeys(own.toArray(Integer[]::new));
  }

  @Example
  void whereAllPlacesAreKnownOnesAnUnknownIsRefused() {
    known.add(address(1));
    known.add(address(2));
    enter(1, 3);
    enter(2, 3);
    int refused = enter(3);
    assertThat(places).doesNotContainKey(refused);
    assertThat(evicted).isEmpty();

    int taken = enter(1);
    assertThat(places).containsKey(taken);
    assertThat(evicted).containsExactly(0);
  }

  /** Those before their first record cannot displace those with it. */
  @Example
  void theStagesHavePlacesOfTheirOwn() {
    int ahead = enter(2);
    assertThat(unauthenticated.advance(places.get(ahead))).isTrue();
    enter(2, 100);
    assertThat(evicted).doesNotContain(ahead).hasSize(100 - PER_ADDRESS);

    int lost = evicted.iterator().next();
    assertThat(unauthenticated.advance(places.get(lost))).as("it has lost its place").isFalse();
    unauthenticated.leave(places.get(ahead));
    assertThat(unauthenticated.count(HandshakeStage.TLS)).isZero();
  }

  @Example
  void anIpv6NetworkIsOneAddress() throws UnknownHostException {
    assertThat(AddressPrefix.of(InetAddress.getByName("2001:db8:1:2::1")))
        .isEqualTo(AddressPrefix.of(InetAddress.getByName("2001:db8:1:2:ffff::9")))
        .isNotEqualTo(AddressPrefix.of(InetAddress.getByName("2001:db8:1:3::1")));
    assertThat(address(1)).isNotEqualTo(address(2));
  }

  @Example
  void addressesSeenLongestAgoAreForgotten() {
    known.add(address(1));
    known.add(address(2));
    assertThat(known.contains(address(1))).isTrue();
    known.add(address(1));
    known.add(address(3));

    assertThat(known.contains(address(1))).isTrue();
    assertThat(known.contains(address(2))).isFalse();
  }
}
