package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.consensus.Input;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestScheme;

/** NODE-6: the height that f + 1 members have said, of whom one is honest. */
class HeardHeightsTest {
  private static final TestScheme SCHEME = new TestScheme();
  private static final Authenticator AUTHENTICATOR =
      new Authenticator(Hash.ZERO, SCHEME, new MessageRegistry(PbftMessages.all()));

  private final AtomicReference<Membership> members = new AtomicReference<>(members(0, 7));
  private static final int WINDOW = 4;
  private final ReportedHeights heights = new ReportedHeights(members::get, WINDOW);

  private static KeyPair keys(int node) {
    return SCHEME.named("node " + node);
  }

  private static Membership members(int from, int to) {
    return new Membership(
        IntStream.range(from, to).mapToObj(node -> keys(node).publicKey()).toList());
  }

  private void says(int node, Message message) {
    Envelope envelope = Envelope.seal(SCHEME, Hash.ZERO, keys(node), message);
    AuthenticationResult.Verified verified =
        (AuthenticationResult.Verified) AUTHENTICATOR.authenticate(envelope);
    heights.stepped(new Input.MessageReceived(1, verified), List.of());
  }

  private void isAt(int node, long height) {
    says(node, new Status(0, false, height, 0));
  }

  /**
   * A sender of a COMMIT at height h has executed h − W; other messages, and strangers, say
   * nothing.
   */
  @Example
  void commitsTellToo() {
    for (int node = 0; node < 2; node++) {
      says(node, new Commit(0, 9, Hash.ZERO));
    }
    says(2, new Prepare(0, 9, Hash.ZERO));
    for (int stranger = 7; stranger < 20; stranger++) {
      isAt(stranger, 100);
    }
    heights.stepped(new Input.Started(1), List.of());
    assertThat(heights.attestedHeight()).isZero();
    says(2, new Commit(0, 12, Hash.ZERO));
    assertThat(heights.attestedHeight()).isEqualTo(9 - WINDOW);
    says(3, new Commit(0, 2, Hash.ZERO));
    assertThat(heights.reporting()).isEqualTo(4);
  }

  /**
   * NODE-14: a member's height after a lost connection is not known; its earlier height remains
   * true.
   */
  @Example
  void aLostConnectionIsNoReport() {
    isAt(0, 5);
    isAt(1, 5);
    isAt(2, 5);
    assertThat(heights.reporting()).isEqualTo(3);
    heights.connectionLost(keys(1).publicKey());
    assertThat(heights.reporting()).isEqualTo(2);
    assertThat(heights.attestedHeight()).isEqualTo(5);
    heights.heightReported(keys(1).publicKey(), 3);
    assertThat(heights.reporting()).isEqualTo(3);
    assertThat(heights.reportedBy(keys(1).publicKey())).contains(5L);
  }

  /** Of seven members f is 2, of four it is 1; reports of former members are dropped. */
  @Example
  void formerMembersAreDropped() {
    isAt(0, 50);
    isAt(1, 50);
    isAt(2, 50);
    assertThat(heights.attestedHeight()).isEqualTo(50);
    members.set(members(2, 6));
    isAt(2, 50);
    assertThat(heights.reporting()).as("who reported before and is a member still").isEqualTo(1);
    members.set(members(3, 7));
    isAt(3, 20);
    assertThat(heights.attestedHeight()).isZero();
    isAt(4, 30);
    assertThat(heights.attestedHeight()).isEqualTo(20);
  }

  /** Against the definition: the (f + 1)-th highest of the members' highest heights. */
  @Property(seed = "24", tries = 200)
  void itIsTheHeightOfTheWeakQuorum(
      @ForAll @IntRange(min = 4, max = 10) int nodes,
      @ForAll @Size(max = 40) List<@IntRange(max = 999) Integer> said) {
    members.set(members(0, nodes));
    ReportedHeights fresh = new ReportedHeights(members::get, WINDOW);
    TreeMap<Integer, Integer> highest = new TreeMap<>();
    for (int number : said) {
      int node = number % nodes;
      Envelope envelope =
          Envelope.seal(SCHEME, Hash.ZERO, keys(node), new Status(0, false, number, 0));
      fresh.stepped(
          new Input.MessageReceived(
              1, (AuthenticationResult.Verified) AUTHENTICATOR.authenticate(envelope)),
          List.of());
      highest.merge(node, number, Math::max);
      List<Integer> sorted = new ArrayList<>(highest.values());
      Collections.sort(sorted);
      int least = sorted.size() - 1 - new QuorumSizes(nodes).faulty();
      assertThat(fresh.attestedHeight()).isEqualTo(least < 0 ? 0 : sorted.get(least));
    }
  }
}
