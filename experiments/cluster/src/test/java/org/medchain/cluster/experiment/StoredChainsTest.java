package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.StoredLedger;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;

/** EXP-18: stores of four nodes that satisfy agreement, and each difference planted. */
class StoredChainsTest {
  private static final int WINDOW = 2;
  private static final long HEIGHT = 6;
  private static final Ed25519 SCHEME = new Ed25519();
  private static final KeyPair PATIENT = keys("patient");
  private static final Genesis GENESIS =
      new Genesis(
          new Genesis.Terms(
              1_600_000_000_000L,
              IntStream.range(0, 4).mapToObj(i -> keys("node " + i).publicKey()).toList(),
              WINDOW,
              Difficulty.NONE,
              5_000,
              keys("center").publicKey(),
              new PointRules(100, 10, 25, 7, 8_000)),
          List.of(new Participant(PATIENT.publicKey(), Role.PATIENT)));
  private static final Chain CHAIN = new Chain(Hash.ZERO).upTo(HEIGHT);

  @TempDir private Path folder;

  private static KeyPair keys(String name) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  /** Blocks of one request each, and what clients were told of them. */
  private static final class Chain {
    private final MedicalContract contract = new MedicalContract(GENESIS);
    private final List<Hash> stateRoots = new ArrayList<>();
    private final List<Hash> receiptsRoots = new ArrayList<>();
    private final Hash lie;
    final List<Block> blocks = new ArrayList<>();
    final Map<RequestId, Output.Accepted> told = new LinkedHashMap<>();

    /**
     * A chain.
     *
     * @param lie the state root that the header of height 4 shows; zero for the right one
     */
    Chain(Hash lie) {
      this.lie = lie;
      stateRoots.add(GENESIS.block().header().stateRoot());
      receiptsRoots.add(GENESIS.block().header().receiptsRoot());
    }

    Chain upTo(long height) {
      while (blocks.size() < height) {
        next(blocks.size() + 1L);
      }
      return this;
    }

    /** The next block orders the patient's request of this number. */
    void next(long sequence) {
      Block last = blocks.isEmpty() ? GENESIS.block() : blocks.getLast();
      long height = last.height() + 1;
      int shown = (int) Math.max(0, height - WINDOW);
      List<Transaction> batch =
          List.of(
              new Operations(SCHEME, GENESIS.chain(), PATIENT).sign(sequence, new AskBalance()));
      Header header =
          new Header(
              Header.VERSION,
              last.hash(),
              last.header().timestampMs() + 1,
              MerkleTree.rootOf(batch),
              batch.size(),
              height,
              height == 4 && !lie.equals(Hash.ZERO) ? lie : stateRoots.get(shown),
              receiptsRoots.get(shown),
              Difficulty.NONE,
              RandomString.ZERO);
      Block block = Block.of(header, batch);
      ExecutionResult execution = contract.apply(block);
      blocks.add(block);
      stateRoots.add(execution.stateRoot());
      receiptsRoots.add(execution.receiptsRoot());
      for (Receipt each : execution.receipts()) {
        told.put(each.request(), new Output.Accepted(each.request(), height, each));
      }
    }
  }

  /** Writes these blocks as a node that stopped in order has left them. */
  private Path node(int number, List<Block> blocks) throws Exception {
    Path data = folder.resolve("n" + number).resolve("data");
    Path store = Files.createDirectories(data.resolve("store"));
    try (FolderVolume volume = FolderVolume.open(store);
        NodeStore opened =
            NodeStore.open(
                volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, new SimpleMeterRegistry())) {
      for (Block each : blocks) {
        var certificate = new QuorumCertificate(0, each.height(), each.hash(), List.of());
        opened.blocks().append(new CertifiedBlock(each, certificate));
        opened.blocks().force();
      }
    }
    return data;
  }

  private static List<String> violations(Map<RequestId, Output.Accepted> told, List<Path> nodes)
      throws IOException {
    try (StoredChainVerifier chains = new StoredChainVerifier(Pbft.PROTOCOL, GENESIS, nodes)) {
      return chains.violations(told);
    }
  }

  /** Four nodes, of which one is behind and one never ran. */
  private List<Path> three() throws Exception {
    return List.of(
        node(0, CHAIN.blocks),
        node(1, CHAIN.blocks),
        node(2, CHAIN.blocks.subList(0, 3)),
        folder.resolve("never"));
  }

  @Test
  void nodesThatAgreeHaveNoViolations() throws Exception {
    List<Path> nodes = three();
    assertThat(violations(CHAIN.told, nodes)).isEmpty();
    assertThat(violations(Map.of(), nodes)).isEmpty();
    try (StoredChainVerifier chains = new StoredChainVerifier(Pbft.PROTOCOL, GENESIS, nodes)) {
      assertThat(chains.height()).isEqualTo(HEIGHT);
    }
  }

  /** At every position of the differing node, and whether its chain is the longer one or not. */
  @Test
  void anotherBlockAtAHeightIsFound() throws Exception {
    Chain fork = new Chain(Hash.ZERO).upTo(3);
    fork.next(99);
    List<Path> nodes = new ArrayList<>(three());
    nodes.add(node(4, fork.blocks));
    String atFour = "two blocks are decided at height 4";
    assertThat(violations(CHAIN.told, nodes)).containsExactly(atFour);
    nodes.addFirst(nodes.removeLast());
    assertThat(violations(CHAIN.told, nodes)).containsExactly(atFour);
    while (fork.blocks.size() <= HEIGHT) {
      fork.next(100 + fork.blocks.size());
    }
    List<Path> longer = List.of(node(5, fork.blocks), nodes.get(1));
    assertThat(violations(Map.of(), longer))
        .containsExactly(
            atFour, "two blocks are decided at height 5", "two blocks are decided at height 6");
  }

  @Test
  void aHeaderWithAnotherStateRootIsFound() throws Exception {
    Chain lying = new Chain(Hash.of(Bytes.utf8("another state"))).upTo(HEIGHT);
    assertThat(violations(lying.told, List.of(node(0, lying.blocks), node(1, lying.blocks))))
        .containsExactly("the header of height 4 has another state root than execution");
  }

  @Test
  void resultsWithoutABlockAreFound() throws Exception {
    List<Path> nodes = three();
    Output.Accepted truth = CHAIN.told.values().iterator().next();
    RequestId request = truth.request();
    String found = "a client was told what the chain does not say of " + request.brief();
    Receipt wrong = new Receipt(request, truth.receipt().code() + 1, truth.receipt().output());
    for (Output.Accepted lie :
        List.of(
            new Output.Accepted(request, 2, truth.receipt()),
            new Output.Accepted(request, 1, wrong),
            new Output.Accepted(
                request, 1, new Receipt(request, truth.receipt().code(), Bytes.utf8("x"))))) {
      assertThat(violations(Map.of(request, lie), nodes)).as("%s", lie).containsExactly(found);
    }
    RequestId lost = new RequestId(PATIENT.publicKey(), 77);
    assertThat(
            violations(
                Map.of(lost, new Output.Accepted(lost, 1, new Receipt(lost, 0, Bytes.EMPTY))),
                nodes))
        .containsExactly("a client was told what the chain does not say of " + lost.brief());
  }

  /** An acknowledged request that no correct node holds any longer is lost. */
  @Test
  void lossesOfAllNodesAreFound() throws Exception {
    List<Path> behind = List.of(node(0, CHAIN.blocks.subList(0, 4)));
    assertThat(violations(CHAIN.told, behind)).hasSize(2);
    assertThat(violations(CHAIN.told, List.of(folder.resolve("never")))).hasSize((int) HEIGHT);
  }

  @Test
  void aDamagedStoreIsFoundAndTheOthersAreCompared() throws Exception {
    List<Path> nodes = three();
    String unused = StoredLedger.damage(nodes.get(1).getParent());
    assertThat(violations(CHAIN.told, nodes))
        .singleElement()
        .asString()
        .startsWith("a node's store is damaged: ");
  }
}
