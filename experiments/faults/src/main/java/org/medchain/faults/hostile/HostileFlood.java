package org.medchain.faults.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.transport.ConnectionLoop;

/**
 * Hostile peers of some roles against the nodes of a running cluster, as fast as they get rid of
 * what they make (THR-4). They know what they hear: a member the protocol's messages, all of them
 * the headers that anybody may ask for.
 */
final class HostileFlood implements AutoCloseable {
  private static final int BATCH = 512;
  private static final int LONGEST_LIST = 1000;
  private static final int HEADERS = 8;
  private static final long PAUSE_MS = 2;

  private final Genesis genesis;
  private final SignatureScheme scheme = NativeEd25519.orPortable();
  private final ConnectionLoop loop = new ConnectionLoop("hostile");
  private final RecordedTraffic traffic = new RecordedTraffic();
  private final List<HostilePeer> peers = new ArrayList<>();
  private final List<PublicKey> honest;
  private final SplittableRandom random;
  private volatile long height;

  /**
   * Connects in the background.
   *
   * @param identities of the peers, by role
   * @param nodes that they send to, in their order in the cluster
   * @param seed of all that is drawn
   */
  HostileFlood(
      Genesis genesis,
      Map<HostileRole, Identity> identities,
      List<NodeConfig.PeerAddress> nodes,
      long seed) {
    this.genesis = genesis;
    this.random = new SplittableRandom(seed);
    this.honest = nodes.stream().map(NodeConfig.PeerAddress::key).toList();
    traffic.learn(genesis.block().header());
    identities.forEach(
        (role, identity) -> {
          peers.add(new HostilePeer(role, identity, loop, genesis, nodes, traffic::add));
          traffic.add(
              Envelope.seal(
                  scheme, genesis.chain(), identity.ledger(), new Status(0, false, 0, 0)));
        });
  }

  /** Sends this many messages in all, one of each peer after the other. */
  void send(int messages) throws InterruptedException {
    HostileMessageSource source = source();
    int inVain = 0;
    for (int i = 0; i < messages; i++) {
      boolean gone = peers.get(i % peers.size()).send(source, random);
      inVain = gone ? 0 : inVain + 1;
      if (inVain > peers.size()) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS); // all queues are full, or no link is open
      }
    }
  }

  /** Sends until the thread is interrupted. */
  void sendForEver() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      askForHeaders();
      send(BATCH);
    }
  }

  private void askForHeaders() {
    HostilePeer any = peers.get(random.nextInt(peers.size()));
    var unused =
        any.headers(Math.max(1, height - 1), HEADERS, random)
            .whenComplete((answer, refusal) -> learn(answer));
  }

  private void learn(Bytes answer) {
    if (answer == null || answer.size() == 0) {
      return;
    }
    try {
      HeadersResponse response =
          Pbft.PROTOCOL.codecs().codec(HeadersResponse.class).decoded(answer);
      height = Math.max(height, response.height());
      response.headers().forEach(traffic::learn);
      response.certificate().ifPresent(traffic::learn);
    } catch (MalformedInput e) {
      // Nothing is learnt from it.
    }
  }

  private HostileMessageSource source() {
    List<KeyPair> keys = peers.stream().map(HostilePeer::keys).toList();
    return new HostileMessageSource(
        random, scheme, genesis.chain(), traffic.corpus(height), keys, honest, LONGEST_LIST);
  }

  /** What each peer did since this was last asked. */
  List<HostileCounts> counts() {
    return peers.stream().map(HostilePeer::counts).toList();
  }

  @Override
  public void close() {
    peers.forEach(HostilePeer::close);
    loop.close();
  }
}
