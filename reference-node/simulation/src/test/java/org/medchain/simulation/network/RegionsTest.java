package org.medchain.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medchain.simulation.model.ClientAccess;
import org.medchain.simulation.model.ClientAccess.ClientLink;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.LinkOverride;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.Regions;

/** SIM-48: each pair of regions has its latency and bandwidth. Nodes are 0 to 3, clients 4, 5. */
class RegionsTest {
  private static final double MBPS = 8; // one byte a microsecond
  private static final long MS = 1_000_000;

  private static NetworkModel model(Regions regions, List<LinkOverride> links, ClientAccess own) {
    return new NetworkModel(regions, 0, false, links, own, Optional.empty());
  }

  private static NetworkModel model(Regions regions) {
    return model(regions, List.of(), ClientAccess.DIRECT);
  }

  private static Regions.Path path(DelayDistribution latency, double mbps) {
    return new Regions.Path(latency, mbps);
  }

  private static Regions.Path constant(double ms, double mbps) {
    return path(new DelayDistribution.Constant(ms), mbps);
  }

  /** Nodes 0 and 2 and client 4 in region 0, the others in region 1: 3 ms, 50 ms and 70 ms. */
  private static Regions two() {
    return new Regions(
        List.of(
            List.of(constant(3, MBPS), constant(50, MBPS / 4)),
            List.of(constant(70, MBPS / 2), constant(3, MBPS))),
        List.of(0, 1),
        List.of(0, 1));
  }

  private static List<Long> arrivals(NetworkModel model, int from, int... to) {
    NetworkTest.Rig rig = new NetworkTest.Rig(model);
    for (int each : to) {
      rig.network.send(from, each, NetworkTest.message(1_000), 0);
    }
    return rig.times().stream().map(each -> each / 1_000).toList();
  }

  /** A node's messages to one region are a separate queue, at the bandwidth of the path. */
  @Property(tries = 50, seed = "62")
  void eachRegionHasAnUplink(@ForAll @Size(max = 40) List<@IntRange(max = 1_500) Integer> gaps) {
    NetworkTest.Rig rig = new NetworkTest.Rig(model(two()));
    List<Long> expected = new ArrayList<>();
    long leaveNs = 0;
    long[] freeNs = new long[2];
    long[] nsPerByte = {1_000, 4_000};
    long[] latencyNs = {3 * MS, 50 * MS};
    for (int gap : gaps) {
      leaveNs += gap * 1_000L;
      int bytes = 400 + gap;
      int to = gap % 2 == 0 ? 2 : 3;
      freeNs[to - 2] = Math.max(freeNs[to - 2], leaveNs) + bytes * nsPerByte[to - 2];
      expected.add(freeNs[to - 2] + latencyNs[to - 2]);
      rig.network.send(0, to, NetworkTest.message(bytes), leaveNs);
    }
    assertThat(rig.times()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void eachDirectionHasItsOwnPathAndClientsAreInRegionsToo() {
    NetworkModel model = model(two());
    assertThat(arrivals(model, 0, 2, 1, 4, 5)).containsExactly(4_000L, 5_000L, 54_000L, 58_000L);
    assertThat(arrivals(model, 1, 0)).containsExactly(72_000L);
    // A client's own uplink is not limited.
    assertThat(arrivals(model, 5, 0, 1)).containsExactly(3_000L, 70_000L);
  }

  @Test
  void ownLinksAreInPlaceOfTheRegions() {
    DelayDistribution one = new DelayDistribution.Constant(1);
    ClientAccess access = new ClientAccess(List.of(new ClientLink(1, 0, one)), List.of());
    NetworkModel model = model(two(), List.of(new LinkOverride(0, 1, one, 0)), access);
    // The bandwidth stays that of the path.
    assertThat(arrivals(model, 0, 1)).containsExactly(5_000L);
    assertThat(arrivals(model, 5, 0, 2)).containsExactly(1_000L, 70_000L);
  }

  @Test
  void bandwidthsArePositive() {
    assertThatThrownBy(() -> constant(1, 0)).hasMessageContaining("bandwidth");
  }
}
