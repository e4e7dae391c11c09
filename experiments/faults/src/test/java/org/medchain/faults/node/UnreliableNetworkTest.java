package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.host.NodePorts.HostedNetwork;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.transport.PeerLink;

/** FN-9: what becomes of a replica's messages. */
class UnreliableNetworkTest {
  private static final int MANY = 2_000;
  private static final List<PublicKey> NODES = List.of(key(1), key(2), key(3));

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private Faults faults = Faults.NONE;

  private static PublicKey key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return new PublicKey(Bytes.of(bytes));
  }

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  /** Each message as its receiver and number; a broadcast goes to all. */
  private final class Sent implements ReplicaNetwork {
    private String text(Envelope envelope) {
      return new String(envelope.body().toArray(), StandardCharsets.UTF_8);
    }

    @Override
    public void broadcast(Envelope envelope) {
      sent.add("all " + text(envelope));
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      sent.add(NODES.indexOf(to) + " " + text(envelope));
    }

    @Override
    public void reply(PublicKey to, Message message) {
      sent.add("reply");
    }

    @Override
    public void requestReceived(PublicKey sender, PeerLink from) {}

    @Override
    public void flush() {}
  }

  private static Envelope envelope(int number) {
    byte[] body = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
    return new Envelope(1, key(9), Bytes.of(body), new Signature(Bytes.of(new byte[64])));
  }

  /** What came of many messages to one node; held ones included. */
  private List<String> flood(long seed) throws InterruptedException {
    sent.clear();
    UnreliableNetwork network =
        new UnreliableNetwork(
            new HostedNetwork(new Sent(), () -> NODES, thread), () -> faults, new Random(seed));
    for (int i = 0; i < MANY; i++) {
      network.send(NODES.get(0), envelope(i));
    }
    TimeUnit.MILLISECONDS.sleep(UnreliableNetwork.LONGEST_MS + 50);
    return List.copyOf(sent);
  }

  private static List<String> inOrder() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add("0 " + i);
    }
    return all;
  }

  @Test
  void theGivenShareIsLostAndTheSameSeedLosesTheSame() throws Exception {
    faults = Faults.NONE.with(FaultKey.LOSS, 0.25);
    List<String> once = flood(1);
    assertThat(1 - once.size() / (double) MANY).isCloseTo(0.25, within(0.05));
    assertThat(once).doesNotHaveDuplicates().isSubsetOf(inOrder());
    assertThat(flood(1)).isEqualTo(once);
    assertThat(flood(2)).isNotEqualTo(once);
  }

  @Test
  void theGivenShareIsSentTwice() throws Exception {
    faults = Faults.NONE.with(FaultKey.DUPLICATE, 0.25);
    List<String> twice = flood(1);
    assertThat(twice.size() / (double) MANY - 1).isCloseTo(0.25, within(0.05));
    assertThat(twice.stream().distinct()).containsExactlyElementsOf(inOrder());
  }

  @Test
  void whatIsHeldBackIsOvertakenAndComes() throws Exception {
    faults = Faults.NONE.with(FaultKey.REORDER, 0.25);
    List<String> mixed = flood(1);
    assertThat(mixed).isNotEqualTo(inOrder()).containsExactlyInAnyOrderElementsOf(inOrder());
  }

  @Test
  void aBroadcastIsDrawnForEachReceiver() {
    UnreliableNetwork network =
        new UnreliableNetwork(
            new HostedNetwork(new Sent(), () -> NODES, thread), () -> faults, new Random(3));
    network.broadcast(envelope(7));
    assertThat(sent).containsExactly("all 7");
    sent.clear();
    faults = Faults.NONE.with(FaultKey.LOSS, 0.5);
    for (int i = 0; i < 100; i++) {
      network.broadcast(envelope(i));
    }
    for (int node = 0; node < NODES.size(); node++) {
      String prefix = node + " ";
      assertThat(sent.stream().filter(each -> each.startsWith(prefix)).count()).isBetween(30L, 70L);
    }
    // Not the same ones at each.
    assertThat(sent.stream().map(each -> each.substring(2)).distinct().count()).isGreaterThan(75);
  }
}
