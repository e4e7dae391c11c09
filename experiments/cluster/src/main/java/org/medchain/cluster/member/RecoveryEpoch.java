package org.medchain.cluster.member;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Request;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PersistentSequence;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.HostedProtocol;
import org.medchain.node.host.MessageSigner;
import org.medchain.node.host.ReplicaHost;
import org.medchain.node.host.ReplicaHostComponents;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.PeerLink;

/**
 * The epoch of a recovery (PBFT-42): the center as the only member, in this process and without a
 * connection. It decides again what was prepared, has other members ordered, and fills the heights
 * up to the checkpoint from which on these decide: all by the ordinary replica over a store.
 */
final class RecoveryEpoch {
  private static final SignatureScheme SCHEME = NativeEd25519.orPortable();
  private static final long POLL_MS = 10;

  /** Many times what a block takes on a slow disk. */
  private static final long STUCK_NS = 60_000_000_000L;

  private final ConnectionLoop loop;
  private final PbftReplica replica;
  private final MedicalContract contract;
  private final ReplicaHost host;

  private RecoveryEpoch(
      Genesis genesis,
      ConsensusConfig consensus,
      KeyPair center,
      ConnectionLoop loop,
      NodeStore store) {
    this.loop = loop;
    ProtocolFactory protocol = HostedProtocol.of(consensus, genesis);
    replica = (PbftReplica) protocol.replica().apply(center.publicKey());
    contract = new MedicalContract(genesis);
    MessageSigner signer =
        new MessageSigner(genesis.chain(), center, SCHEME, new X25519MacScheme());
    host =
        new ReplicaHost(
            new ReplicaHostComponents(
                "recovery",
                loop,
                HostClock.system(),
                replica,
                contract,
                new Authenticator(
                    genesis.chain(),
                    SCHEME,
                    new MessageRegistry(protocol.messages()),
                    signer.macs(),
                    center),
                signer,
                store,
                true,
                new NoNetwork(),
                List.of()));
  }

  /**
   * Continues a store until other members decide.
   *
   * @param folder of a store that ends at the last decided block; nobody has it open
   * @param numbers of the center's requests
   * @param changes of the members, by the center; at least one that the ledger takes
   * @return the genesis that accepts the recovery and the end of the center's epoch
   * @throws IOException if the ledger does not take the changes, or the disk fails; the store is of
   *     no use then
   */
  static Genesis run(
      Path folder,
      Genesis genesis,
      ConsensusConfig consensus,
      KeyPair center,
      SurvivingChain left,
      PersistentSequence numbers,
      List<MemberChange> changes)
      throws IOException, CorruptStoreException, InterruptedException {
    PublicKey self = center.publicKey();
    Function<Checkpoint, Signature> signing =
        said ->
            SCHEME.sign(
                center.secretKey(),
                Attestation.signingBytes(
                    Checkpoint.TYPE.name(), genesis.chain(), self, said.encoded()));
    EpochProof proof = left.recovery(self, signing);
    Genesis accepting = genesis.accepting(proof.encoded());
    AtomicReference<ReplicaHost> running = new AtomicReference<>();
    try (FolderVolume volume = FolderVolume.open(folder);
        ConnectionLoop loop = new ConnectionLoop("recovery")) {
      try (NodeStore store =
          NodeStore.open(
              volume,
              StoreOptions.of(consensus.protocol()),
              token -> {},
              new SimpleMeterRegistry())) {
        long token = 0;
        for (Bytes each : left.entries(proof)) {
          require(store.append(new DurabilityToken(++token), each), "the disk takes no entries");
        }
        store.truncate(new DurabilityToken(1), 0); // what the log had before was not verified
      }
      try (NodeStore store =
          NodeStore.open(
              volume,
              StoreOptions.of(consensus.protocol()),
              token -> running.get().durable(token),
              new SimpleMeterRegistry())) {
        RecoveryEpoch epoch = new RecoveryEpoch(accepting, consensus, center, loop, store);
        running.set(epoch.host);
        try {
          epoch.decideAgain(left, store);
          numbers.continueAbove(
              epoch.ask(() -> RequestWindow.highestOf(epoch.contract.state(), self)));
          Operations orders = new Operations(SCHEME, genesis.chain(), center);
          List<Transaction> signed = new ArrayList<>();
          for (MemberChange each : changes) {
            signed.add(orders.sign(numbers.next(), new ChangeMembers(each)));
          }
          return epoch.end(signed, proof, accepting);
        } finally {
          loop.submit(epoch.host::close).awaitUninterruptibly();
        }
      }
    }
  }

  private void decideAgain(SurvivingChain left, NodeStore store)
      throws IOException, InterruptedException {
    loop.execute(host::start);
    await(() -> contract.height() >= left.height());
    for (Block each : left.demanded()) {
      boolean same =
          store.blocks().blockAt(each.height()).filter(it -> it.block().equals(each)).isPresent();
      require(same, "block " + each.height() + " is not the one that was prepared: try again");
    }
  }

  /**
   * Has the changes ordered, by which the epoch ends that {@code begin} began: all that others will
   * be told of it is judged as they judge it.
   */
  private Genesis end(List<Transaction> changes, EpochProof begin, Genesis accepting)
      throws IOException, InterruptedException {
    loop.execute(
        () -> {
          changes.forEach(each -> host.receiveLocal(Request.envelope(each)));
          host.endBatch();
        });
    long number = begin.digest().current().number();
    await(() -> ViewNumbers.epoch(replica.view()) > number);
    List<EpochProof> proofs = ask(() -> replica.membershipProof().orElseThrow().proofs());
    Genesis ended = accepting.accepting(proofs.getLast().encoded());
    MembershipHistory known = MembershipHistory.of(ended.chainParameters(), ended.membership());
    for (EpochProof each : proofs) {
      known = known.with(each.encoded(), SCHEME);
    }
    require(known.current() == number + 1, "the proofs of its epochs lead to another one");
    return ended;
  }

  private <T> T ask(Callable<T> question) throws IOException, InterruptedException {
    try {
      return loop.submit(question).get();
    } catch (ExecutionException e) {
      throw new IOException("the recovery's replica failed: " + e.getCause(), e);
    }
  }

  /** Waits for what the replica's thread sees, as long as blocks come. */
  private void await(Callable<Boolean> reached) throws IOException, InterruptedException {
    long last = -1;
    long endNs = 0;
    while (!ask(reached)) {
      long height = ask(contract::height);
      endNs = height > last ? System.nanoTime() + STUCK_NS : endNs;
      last = height;
      require(!host.failed().isDone(), "the replica failed: " + host.failed().getNow(null));
      require(System.nanoTime() < endNs, "no block follows height " + last);
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  private static void require(boolean holds, String fault) throws IOException {
    if (!holds) {
      throw new IOException(fault);
    }
  }

  /** Nobody hears the only member. */
  private static final class NoNetwork implements ReplicaNetwork {
    @Override
    public void broadcast(Envelope envelope) {}

    @Override
    public void send(PublicKey to, Envelope envelope) {}

    @Override
    public void reply(PublicKey to, Message message) {}

    @Override
    public void requestReceived(PublicKey sender, PeerLink from) {}

    @Override
    public void flush() {}
  }
}
