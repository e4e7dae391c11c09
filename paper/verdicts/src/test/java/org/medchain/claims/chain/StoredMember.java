package org.medchain.claims.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.medchain.claims.ledger.InMemoryLocationIndex;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.history.HistoryAlarm;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.host.MemberPoll;
import org.medchain.node.host.ReportedHeights;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** A member that runs: its store on a disk, and its answers to others. */
final class StoredMember implements LedgerView, AutoCloseable {
  /** Short segments, so that most of a small ledger lies in sealed ones. */
  private static final StoreOptions OPTIONS =
      new StoreOptions(Pbft.PROTOCOL, true, Duration.ofMillis(5), 2_000, 1 << 20);

  private final Genesis genesis;
  private final PublicKey key;
  private final Path folder;
  private final CertifiedBlock head;
  private final FolderVolume volume;
  private final NodeStore store;

  private StoredMember(
      Genesis genesis, PublicKey key, Path folder, CertifiedBlock head, FolderVolume volume)
      throws IOException, CorruptStoreException {
    this.genesis = genesis;
    this.key = key;
    this.folder = folder;
    this.head = head;
    this.volume = volume;
    this.store = NodeStore.open(volume, OPTIONS, token -> {}, new SimpleMeterRegistry());
  }

  /** A member that has stored this ledger. */
  static StoredMember create(
      Genesis genesis, PublicKey key, Path folder, List<CertifiedBlock> ledger)
      throws IOException, CorruptStoreException {
    StoredMember made = open(genesis, key, folder, ledger.getLast());
    ledger.forEach(made.store.blocks()::append);
    made.store.blocks().force();
    return made;
  }

  /** A member that starts with the store in a folder. */
  static StoredMember open(Genesis genesis, PublicKey key, Path folder, CertifiedBlock head)
      throws IOException, CorruptStoreException {
    FolderVolume volume = FolderVolume.open(folder);
    boolean opened = false;
    try {
      StoredMember member = new StoredMember(genesis, key, folder, head, volume);
      opened = true;
      return member;
    } finally {
      if (!opened) {
        volume.close();
      }
    }
  }

  PublicKey key() {
    return key;
  }

  Path folder() {
    return folder;
  }

  NodeStore store() {
    return store;
  }

  MembershipHistory members() {
    return MembershipHistory.of(genesis.chainParameters(), genesis.membership());
  }

  List<RpcService> services() {
    return new LedgerRpcServices(this, new InMemoryLocationIndex(), this::members).all();
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return head.height();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return height == head.height() ? Optional.of(head) : store.blocks().blockAt(height);
  }

  @Override
  public Optional<WorldState> stateAt(long height) {
    return Optional.empty();
  }

  @Override
  public Optional<List<Receipt>> receiptsAt(long height) {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    store.close();
    volume.close();
  }

  /** Calls of one process to members, without connections between them. */
  record MemberCalls(Peer self, List<StoredMember> members) implements RpcClient {
    static Peer peer(PublicKey key, PeerRole role) {
      return new Peer(key, role, BigInteger.ONE);
    }

    @Override
    public List<Peer> peers() {
      return members.stream().map(each -> peer(each.key(), PeerRole.CONSENSUS_NODE)).toList();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      for (StoredMember member : members) {
        for (RpcService service : member.services()) {
          if (member.key().equals(peer) && service.method().equals(topic)) {
            return answer(service, question);
          }
        }
      }
      return CompletableFuture.failedFuture(new RefusedException("not connected"));
    }

    /** A call that the other side refuses, or breaks off, ends in a failure here. */
    private CompletableFuture<Bytes> answer(RpcService service, Bytes question) {
      try {
        return CompletableFuture.completedFuture(service.handle(self, question));
      } catch (RefusedException | RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }

  /**
   * What watches a member's ledger from outside under a virtual clock: the center with the last
   * certified head, and each other member with its own ledger.
   */
  static final class MemberWatches implements AutoCloseable {
    private static final double NS_PER_S = 1e9;
    private static final long NS_PER_MS = 1_000_000;

    private final List<MemberPoll> polls = new ArrayList<>();
    private final long pauseNs;
    private long nowNs;

    MemberWatches(
        List<StoredMember> members,
        StoredMember watched,
        PublicKey center,
        SignatureScheme scheme,
        Path head)
        throws IOException {
      Genesis genesis = watched.genesis();
      pauseNs = MemberPoll.pauseMs(members.size()) * NS_PER_MS;
      CertificateVerifier verifier =
          new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme);
      add(
          HistoryWatch.of(CertifiedHead.open(head, genesis, verifier), verifier, alarm()),
          new MemberCalls(MemberCalls.peer(center, PeerRole.REGULATORY_CENTER), members));
      for (StoredMember each : members) {
        if (!each.key().equals(watched.key())) {
          List<StoredMember> others =
              members.stream().filter(other -> !other.key().equals(each.key())).toList();
          add(
              HistoryWatch.of(each, each::members, verifier, alarm()),
              new MemberCalls(MemberCalls.peer(each.key(), PeerRole.CONSENSUS_NODE), others));
        }
      }
      round();
    }

    private static HistoryAlarm alarm() {
      return new HistoryAlarm(HistoryWatch.LIMIT_NS);
    }

    private void add(HistoryWatch watch, MemberCalls calls) {
      polls.add(
          new MemberPoll(
              Runnable::run,
              calls,
              watch::members,
              new ReportedHeights(watch::members, 1),
              Optional.of(watch),
              () -> 0,
              () -> nowNs,
              member -> {}));
    }

    private void round() {
      polls.forEach(MemberPoll::round);
    }

    boolean isRaised() {
      return polls.stream().anyMatch(each -> each.alarm().isPresent());
    }

    /**
     * After how long the first of them has an alarm, in s; nothing if none has within that time.
     */
    OptionalDouble firstReportS(double withinS) {
      long beganNs = nowNs;
      while (nowNs - beganNs <= withinS * NS_PER_S) {
        round();
        if (isRaised()) {
          return OptionalDouble.of((nowNs - beganNs) / NS_PER_S);
        }
        nowNs += pauseNs;
      }
      return OptionalDouble.empty();
    }

    @Override
    public void close() {
      polls.forEach(MemberPoll::close);
    }
  }
}
