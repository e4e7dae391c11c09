package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/**
 * What the shell and the ledger's services see of the execution.
 *
 * <p>ROLE-5: a node comes to hold the whole ledger, also if it was stopped before it did.
 */
class ExecutedLedgerTest {
  private static final List<Receipt> ON_DISK =
      List.of(
          new Receipt(
              new RequestId(new PublicKey(Hash.ZERO.toBytes()), 1), Receipt.OK, Bytes.EMPTY));

  private final TestLedger ledger = new TestLedger(4);

  private final MedicalContract contract = ExecutedLedger.contractOf(ledger.genesis, Pbft.PROTOCOL);

  private final TreeMap<Long, CertifiedBlock> disk = new TreeMap<>();

  private final List<Long> askedDisk = new ArrayList<>();

  private final ExecutedLedger view = view(Pbft.PROTOCOL);

  private Block last = ledger.genesis.block();

  @TempDir private Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private final LateRpcClient rpc = new LateRpcClient();

  private ExecutedLedger view(Protocol protocol) {
    return new ExecutedLedger(
        ledger.genesis,
        protocol,
        contract,
        height -> {
          askedDisk.add(height);
          return Optional.ofNullable(disk.get(height));
        },
        height -> Optional.of(ON_DISK));
  }

  /** An empty block more. */
  private CertifiedBlock execute() {
    return execute(List.of());
  }

  private CertifiedBlock execute(List<Transaction> transactions) {
    Block block = ledger.child(last.header(), transactions);
    ExecutionResult execution = contract.apply(block);
    QuorumCertificate certificate =
        new QuorumCertificate(0, block.height(), block.hash(), List.of());
    CertifiedBlock decision = new CertifiedBlock(block, certificate);
    disk.put(block.height(), decision);
    view.executed(block, certificate, execution);
    last = block;
    return decision;
  }

  @Test
  void itBeginsAtGenesis() {
    assertThat(view.height()).isZero();
    assertThat(view.genesis()).isEqualTo(ledger.genesis);
    assertThat(view.stateAt(0)).isPresent();
    assertThat(view.blockAt(0)).as("the genesis block has no certificate").isEmpty();
    assertThat(view.blockAt(1)).isEmpty();
    assertThat(view.receiptsAt(0)).isEmpty();
    assertThat(askedDisk).isEmpty();
  }

  @Test
  void theLastHeightsComeFromMemoryAndOlderBlocksFromDisk() {
    List<CertifiedBlock> decided = new ArrayList<>();
    long top = ExecutedLedger.RECENT_BLOCKS + 10L;
    while (view.height() < top) {
      decided.add(execute());
    }
    long oldest = top - ExecutedLedger.RECENT_BLOCKS;
    assertThat(view.blockAt(oldest)).contains(decided.get((int) oldest - 1));
    assertThat(view.receiptsAt(oldest)).isPresent();
    assertThat(view.stateAt(oldest)).isPresent();
    assertThat(view.receiptsAt(top)).isPresent();
    assertThat(askedDisk).isEmpty();
    assertThat(view.blockAt(oldest - 1)).contains(decided.get((int) oldest - 2));
    assertThat(askedDisk).containsExactly(oldest - 1);
    assertThat(view.receiptsAt(oldest - 1)).as("from the disk").contains(ON_DISK);
    assertThat(view.receiptsAt(top + 1)).isEmpty();
    assertThat(view.stateAt(oldest - 1)).isEmpty();
    assertThat(view.blockAt(top + 1)).isEmpty();
    assertThat(view.blockAt(-1)).isEmpty();
    assertThat(askedDisk).hasSize(1);
  }

  /** CON-23: no service reads a state in which its caller is revoked and the admission not yet. */
  @Test
  void admissionAsksTheStateThatIsRead() {
    PublicKey key = ledger.patient.publicKey();
    Peer caller = new Peer(key, PeerRole.ENTITY, BigInteger.ONE);
    RevocationLookup admission = RevocationLookup.byState(view::currentState);
    var entry = new RevocationEntry(BigInteger.ONE, key, RevocationReason.KEY_COMPROMISE, true);
    execute();
    assertThat(admission.refusal(caller)).isEmpty();
    var revoking = new RevokeCertificates(1, Hash.ZERO, List.of(entry));
    execute(List.of(ledger.next(ledger.center, revoking)));
    assertThat(view.height()).isEqualTo(2);
    assertThat(admission.refusal(caller)).contains("the certificate was revoked at height 2");
    view.reverted(1);
    assertThat(admission.refusal(caller)).isEmpty();
  }

  /** After a state transfer only the disk may know the heights below. */
  @Test
  void aRestoredStateStandsAlone() {
    for (int i = 0; i < 5; i++) {
      execute();
    }
    view.restored(40, Hash.of(Bytes.utf8("block 40")));
    assertThat(view.height()).isEqualTo(40);
    assertThat(view.stateAt(40)).contains(contract.state());
    assertThat(view.stateAt(5)).isEmpty();
    assertThat(view.blockAt(40)).isEmpty();
    assertThat(view.blockAt(5)).contains(disk.get(5L));
    assertThat(view.blockAt(6)).isEmpty();
  }

  private CertifiedBlock decision(long height) {
    return ledger.at(0).blockAt(height).orElseThrow();
  }

  /** Knows no peers until it is connected. */
  private final class LateRpcClient implements RpcClient {
    private final TestRpcClient peers =
        new TestRpcClient(TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE))
            .honest(ledger.at(1));

    private volatile boolean connected = true;

    @Override
    public List<Peer> peers() {
      return connected ? peers.peers() : List.of();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      return peers.call(peer, topic, question);
    }
  }

  private GapBackfill backfill(BlockStore blocks, StateIndex index) {
    return new GapBackfill(
        ledger.genesis,
        blocks,
        index,
        () -> HeaderChainVerifier.of(ledger.genesis, ledger.check()),
        rpc,
        meters);
  }

  /** The next life of a store with the first two blocks. */
  private interface Life {
    void live(BlockStore blocks, GapBackfill backfill) throws Exception;
  }

  private void fillsAllIn(Life life) throws Exception {
    ledger.growTo(10);
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store =
            NodeStore.open(volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, meters);
        StateIndex index =
            StateIndex.open(folder.resolve("index"), ledger.genesis, store.blocks(), meters);
        GapBackfill backfill = backfill(store.blocks(), index)) {
      BlockStore blocks = store.blocks();
      blocks.append(decision(1));
      blocks.append(decision(2));
      life.live(blocks, backfill);

      for (int i = 0; i < 3_000 && blocks.contiguousHeight() < 10; i++) {
        Thread.sleep(10);
      }
      assertThat(blocks.contiguousHeight()).isEqualTo(10);
    }
  }

  /** Nothing of the lower gap is here when the upper one comes, and nothing is decided after. */
  @Test
  void fillsWhatASecondStateTransferPassedOver() throws Exception {
    fillsAllIn(
        (blocks, backfill) -> {
          rpc.connected = false;
          backfill.start();
          blocks.append(decision(5));
          Thread.sleep(200);
          blocks.append(decision(8));
          blocks.append(decision(9));
          blocks.append(decision(10));
          rpc.connected = true;
        });
  }

  @Test
  void fillsSeveralGapsOfAnEarlierLife() throws Exception {
    fillsAllIn(
        (blocks, backfill) -> {
          blocks.append(decision(4));
          blocks.append(decision(7));
          blocks.append(decision(8));
          blocks.append(decision(10));
          backfill.start();
        });
  }
}
