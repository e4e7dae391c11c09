package org.medchain.node.host;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.Readiness;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.time.MemberClocks;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a node among the others (NODE-6, NODE-14). For any thread. */
final class ReadinessProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadinessProbe.class);

  private static final long WATCH_MS = 500;

  /** How long a node that keeps pace needs at most to reach a height that others report. */
  private static final long PACE_NS = 5_000_000_000L;

  /** A force takes milliseconds; a disk that needs longer than this has a fault. */
  private static final long FORCE_LIMIT_NS = 5_000_000_000L;

  private final ObservedParts node;
  private final Supplier<Optional<String>> fatalError;
  private Optional<ScheduledFuture<?>> watch = Optional.empty();
  private Readiness readiness = Readiness.starting(PACE_NS);

  /** The result of {@link #probe}: the state of the node, and its peers. */
  record ReadinessReport(Readiness readiness, List<NodeStatus.PeerStatus> peers) {}

  /** The parts of a node that are observed. */
  record ObservedParts(
      NodeResources resources,
      Transport transport,
      LedgerView ledger,
      StateIndex index,
      ReportedHeights heights,
      ReplicaHost host,
      MemberPoll poll,
      OwnVotes votes,
      MemberClocks clocks) {}

  ReadinessProbe(ObservedParts node, Supplier<Optional<String>> fatalError) {
    this.node = node;
    this.fatalError = fatalError;
  }

  /** Looks regularly, so that the log has each change whether anybody asks or not (OPS-23). */
  void start(EventLoop loop) {
    watch =
        Optional.of(
            loop.scheduleWithFixedDelay(this::probe, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS));
  }

  /** Ends that; a node that stops is not said to be isolated. */
  @Override
  public void close() {
    watch.ifPresent(each -> each.cancel(false));
  }

  synchronized ReadinessReport probe() {
    Membership members = node.ledger().currentMembers();
    Map<PublicKey, PeerLink> links = new TreeMap<>();
    node.transport().links().forEach(link -> links.put(link.peer().key(), link));
    int connected = (int) links.keySet().stream().filter(members::contains).count();
    boolean member = members.contains(node.resources().self());
    long nowNs = System.nanoTime();
    NodeState before = readiness.state();
    readiness =
        readiness.update(
            nowNs,
            new Readiness.ReadinessInputs(
                fatalError.get(),
                stalled(node.host().awaitingDiskNs(nowNs)),
                node.poll().alarm().or(node.votes()::alarm),
                node.votes().reason(),
                skewed(node.clocks().offsetMs()),
                requiredPeers(members),
                member,
                connected,
                unheard(members, member, connected),
                // A record that is not indexed yet does not exist for a client (STO-33).
                node.index().isWithinReach()
                    ? node.ledger().height()
                    : Math.max(0, node.index().height()),
                node.heights().attestedHeight()));
    readiness
        .news(before)
        .ifPresent(
            line ->
                LOG.atInfo()
                    .addKeyValue("state", readiness.state())
                    .addKeyValue("behind", readiness.behind())
                    .log(line));
    return new ReadinessReport(readiness, peers(links));
  }

  private static Optional<String> stalled(long waitingNs) {
    return waitingNs <= FORCE_LIMIT_NS
        ? Optional.empty()
        : Optional.of("the disk has forced nothing for " + waitingNs / 1_000_000_000L + " s");
  }

  /** TIME-2: beyond the tolerance of the proposal rule it would reject, or be rejected. */
  private Optional<String> skewed(long offsetMs) {
    return Math.abs(offsetMs) <= node.ledger().genesis().terms().clockToleranceMs()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "its clock is %.1f s %s what f + 1 members show",
                Math.abs(offsetMs) / 1e3,
                offsetMs > 0 ? "behind" : "ahead of"));
  }

  /** Where blocks are not final there is no quorum; a quorum needs all its members. */
  private int requiredPeers(Membership members) {
    return protocol().isFinal() ? protocol().faults().quorum().applyAsInt(members.size()) : 0;
  }

  /**
   * Every quorum has f + 1 honest members that know the last block, and f + 1 show the time, or all
   * others where there are fewer.
   */
  private int unheard(Membership members, boolean member, int connected) {
    QuorumSizes quorum = new QuorumSizes(members.size());
    boolean decides = protocol().isFinal();
    int others = decides ? members.size() - (member ? 1 : 0) : connected;
    int clocks = Math.min(others, quorum.weak());
    int reports = decides ? quorum.size() - (member ? 1 : 0) : clocks;
    return Math.max(
        0, Math.max(reports - node.heights().reporting(), clocks - node.clocks().answers()));
  }

  private Protocol protocol() {
    return node.resources().config.consensus().protocol();
  }

  private List<NodeStatus.PeerStatus> peers(Map<PublicKey, PeerLink> links) {
    List<NodeStatus.PeerStatus> peers = new ArrayList<>();
    Map<PublicKey, String> addresses = new TreeMap<>();
    for (NodeConfig.PeerAddress peer : node.resources().config.peers()) {
      // A node that was replaced answers at its address under its new key.
      addresses.put(
          node.transport().keyAtAddressOf(peer.key()),
          peer.address().getHostString() + ":" + peer.address().getPort());
    }
    links.keySet().forEach(key -> addresses.putIfAbsent(key, ""));
    addresses.forEach(
        (key, address) -> {
          PeerLink link = links.get(key);
          String role = link == null ? "" : link.peer().role().name().toLowerCase(Locale.ROOT);
          peers.add(
              new NodeStatus.PeerStatus(
                  key.value().toHex(),
                  role,
                  address,
                  link != null,
                  node.transport().queuedBytes(key)));
        });
    return peers;
  }

  /** Key of the view's primary; empty where there is none. */
  String primary(long view) {
    return protocol()
        .leader()
        .apply(node.ledger().currentMembers(), view)
        .map(key -> key.value().toHex())
        .orElse("");
  }
}
