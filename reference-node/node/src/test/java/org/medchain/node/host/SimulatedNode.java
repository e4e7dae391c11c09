package org.medchain.node.host;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.LinkAdmission;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.agency.ServiceProvisionNode;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.history.HistoryAlarm;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.InMemoryLocationIndex;
import org.medchain.node.operations.Readiness;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.time.MemberClocks;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcService;

/**
 * One life of a node as {@link FullNode} puts it together, without sockets and with every port in
 * the hands of its starter: one thread runs it, in another's time. It ends by a kill.
 */
public final class SimulatedNode {
  private static final long PROBE_MS = 500;
  private static final long PACE_NS = 5_000_000_000L;

  /** Nothing is held back that waits for the disk; small segments, so that many are closed. */
  private static final StoreOptions STORE =
      new StoreOptions(Pbft.PROTOCOL, true, Duration.ZERO, 1 << 17, 1 << 22);

  private final NodeSurroundings around;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<BooleanSupplier> disk = new AtomicReference<>();
  private final NodeStore store;
  private final OwnVotes votes;
  private final Optional<StateIndex> index;
  private final MedicalContract contract;
  private final ExecutedLedger ledger;
  private final ReportedHeights heights;
  private final MemberPoll poll;
  private final MemberClocks clocks;
  private final HostClock clock;
  private final ReplicaHost host;
  private final LinkAdmission admission;
  private final RevocationLookup revocations;
  private final CertificateAdmissionPolicy policy;
  private final List<RpcService> services;
  private final Gauge queued;
  private final ScheduledFuture<?> probes;
  private Readiness readiness = Readiness.starting(PACE_NS);

  /**
   * Starts it.
   *
   * @throws IOException as a node's start is refused
   */
  public SimulatedNode(NodeSurroundings around) throws IOException, CorruptStoreException {
    this.around = around;
    Genesis genesis = around.genesis();
    AtomicReference<ReplicaHost> told = new AtomicReference<>();
    store = openStore(token -> told.get().durable(token));
    ConsensusConfig consensus = ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, 8);
    ProtocolFactory protocol = HostedProtocol.of(consensus, genesis);
    Replica replica = protocol.replica().apply(around.keys().publicKey());
    contract = ExecutedLedger.contractOf(genesis, consensus.protocol());
    votes =
        new OwnVotes(
            around.name(),
            around.folder(),
            store.number(),
            () -> ConsensusNodes.of(contract.state()).contains(around.keys().publicKey()),
            replica::voteMemory);
    index = openIndex();
    ledger =
        new ExecutedLedger(
            genesis,
            consensus.protocol(),
            contract,
            store.blocks()::blockAt,
            height -> Optional.empty());
    revocations = RevocationLookup.byState(ledger::currentState);
    MembershipTracker members = new MembershipTracker(genesis, replica);
    heights =
        new ReportedHeights(() -> ConsensusNodes.of(contract.state()), genesis.terms().window());
    clock =
        new HostClock.FollowingClock(
            () -> around.calendar().millis() * 1_000_000, around.monotonicNs(), jumpNs -> {});
    host = new ReplicaHost(parts(protocol, replica, members));
    told.set(host);
    poll =
        new MemberPoll(
            around.loop(),
            around.asker(),
            () -> ConsensusNodes.of(contract.state()),
            heights,
            Optional.of(watch(members)),
            ledger::height,
            around.monotonicNs(),
            host::reachable);
    clocks =
        new MemberClocks(
            around.loop(),
            around.asker(),
            ledger::currentMembers,
            () -> clock.nowNs() / 1_000_000,
            peer -> 0,
            meters);
    policy =
        new CertificateAdmissionPolicy(
            around.authority(), around.calendar(), EnumSet.allOf(PeerRole.class), revocations);
    admission =
        new LinkAdmission(
            peer -> members.standing(peer.key(), ConsensusNodes.of(contract.state())),
            around.monotonicNs(),
            this::later,
            (kind, envelope, from) -> host.receive(envelope, from),
            meters);
    services = services(members);
    queued = meters.get("medchain.storage.queued.bytes").gauge();
    around.loop().execute(host::start);
    poll.start(around.loop());
    clocks.start();
    probes =
        around
            .loop()
            .scheduleWithFixedDelay(this::probe, PROBE_MS, PROBE_MS, TimeUnit.MILLISECONDS);
  }

  private NodeStore openStore(Consumer<DurabilityToken> durable)
      throws IOException, CorruptStoreException {
    return NodeStore.open(around.volume(), STORE, durable, meters, disk::set, around.monotonicNs());
  }

  private Optional<StateIndex> openIndex() throws IOException {
    if (!around.indexed()) {
      return Optional.empty();
    }
    StateIndex opened =
        StateIndex.open(around.folder().resolve("index"), around.genesis(), store.blocks(), meters);
    opened.stateLoaded(0, around.genesis().chain(), around.genesis().state());
    return Optional.of(opened);
  }

  private HistoryWatch watch(MembershipTracker members) {
    return HistoryWatch.of(
        ledger,
        members,
        new CertificateVerifier(Pbft.PROTOCOL, around.genesis().chain(), around.scheme()),
        new HistoryAlarm(HistoryWatch.LIMIT_NS));
  }

  private List<RpcService> services(MembershipTracker members) {
    var provision =
        new ServiceProvisionNode(
            ledger, new InMemoryLocationIndex(), members, () -> clock.nowNs() / 1_000_000);
    return provision.services();
  }

  private ReplicaHostComponents parts(
      ProtocolFactory protocol, Replica replica, MembershipTracker members) {
    Genesis genesis = around.genesis();
    MessageSigner signer =
        new MessageSigner(genesis.chain(), around.keys(), around.scheme(), new X25519MacScheme());
    List<HostObserver> observers = new ArrayList<>(List.of(ledger, members));
    index.ifPresent(each -> observers.add(new StateIndexUpdater(each, contract, ledger)));
    observers.add(votes);
    observers.add(heights);
    observers.add(new RevocationEnforcer(around.wire()::recheck));
    observers.add(around.watch());
    return new ReplicaHostComponents(
        around.name(),
        around.loop(),
        clock,
        replica,
        contract,
        new Authenticator(
            genesis.chain(), around.scheme(), new MessageRegistry(protocol.messages())),
        signer,
        store,
        true,
        new Post(signer),
        observers);
  }

  private void later(Runnable task, long delayNs) {
    Runnable turn =
        () -> {
          task.run();
          host.endBatch();
        };
    var unused = around.loop().schedule(turn, delayNs, TimeUnit.NANOSECONDS);
  }

  /** As {@link ReadinessProbe} looks. */
  private void probe() {
    Membership members = ConsensusNodes.of(contract.state());
    int connected =
        (int)
            around.asker().peers().stream()
                .map(Peer::key)
                .distinct()
                .filter(members::contains)
                .count();
    QuorumSizes quorum = new QuorumSizes(members.size());
    readiness =
        readiness.update(
            around.monotonicNs().getAsLong(),
            new Readiness.ReadinessInputs(
                failure(),
                Optional.empty(),
                poll.alarm(),
                votes.reason(),
                skewed(),
                quorum.size(),
                true,
                connected,
                Math.max(
                    0,
                    Math.max(
                        quorum.size() - 1 - heights.reporting(), quorum.weak() - clocks.answers())),
                ledger.height(),
                heights.attestedHeight()));
  }

  private Optional<String> skewed() {
    long offsetMs = clocks.offsetMs();
    return Math.abs(offsetMs) <= around.genesis().terms().clockToleranceMs()
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "its clock is %d ms off", offsetMs));
  }

  /** How it sees itself. */
  public Readiness readiness() {
    return readiness;
  }

  /** Why it has to end, in one line. */
  public Optional<String> failure() {
    for (CompletableFuture<Exception> each : List.of(host.failed(), store.failed(), votes.lost())) {
      if (each.isDone()) {
        return Optional.of(String.valueOf(each.join().getMessage()));
      }
    }
    return Optional.empty();
  }

  /** The last height that it executed. */
  public long height() {
    return ledger.height();
  }

  /** Whether its index, if it keeps one, is as far, once it has taken in all that it was told. */
  public boolean isIndexed() {
    index.ifPresent(each -> each.whenCaughtUp().join());
    return index.filter(each -> each.height() != height()).isEmpty();
  }

  /** Of the state at that height. */
  public Hash stateRoot() {
    return contract.stateRoot();
  }

  /** The calls that it answers. */
  public List<RpcService> services() {
    return services;
  }

  /** The policy of admission. */
  public CertificateAdmissionPolicy policy() {
    return policy;
  }

  /** Why a peer's calls are refused. */
  public Optional<String> refusal(Peer peer) {
    return revocations.refusal(peer);
  }

  /** Whether anything waits for the disk. */
  public boolean hasDiskWork() {
    return queued.value() > 0;
  }

  /** The disk does what waits for it. */
  public void diskTurn() {
    boolean unused = disk.get().getAsBoolean();
  }

  /** A link is there. */
  public void opened(PeerLink link) {
    if (link.peer().role().isNode()) {
      poll.opened(link.peer());
      clocks.opened(link.peer());
      host.reachable(link.peer().key());
    }
  }

  /** A link ended. */
  public void closed(PeerLink link) {
    admission.closed(link);
    poll.closed(link.peer());
    host.closed(link);
  }

  /** A message came. */
  public void received(Envelope envelope, PeerLink link) {
    admission.received(envelope, link);
    host.endBatch();
  }

  /** It is gone, and with it the data that it has not given to the disk. */
  public void kill() {
    probes.cancel(false);
    poll.close();
    host.close();
    index.ifPresent(StateIndex::close);
  }

  private final class Post implements ReplicaNetwork {
    private final MessageSigner signer;

    Post(MessageSigner signer) {
      this.signer = signer;
    }

    @Override
    public void broadcast(Envelope envelope) {
      around.wire().broadcast(envelope);
    }

    @Override
    public void send(PublicKey to, Envelope envelope) {
      around.wire().send(to, envelope);
    }

    @Override
    public void reply(PublicKey to, Message message) {
      if (message instanceof OrderedReply reply) {
        around.wire().reply(to, reply);
      } else {
        around.wire().send(to, signer.sign(message));
      }
    }

    @Override
    public void requestReceived(PublicKey sender, PeerLink from) {}

    @Override
    public void flush() {}
  }
}
