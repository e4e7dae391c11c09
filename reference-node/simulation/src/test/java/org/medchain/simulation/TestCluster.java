package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;

/** Small clusters and loads for the tests of the host. */
public final class TestCluster {
  public static final long MS = 1_000_000;
  public static final long S = 1_000_000_000;
  public static final long GENESIS_MS = 1_600_000_000_000L;

  private TestCluster() {}

  public static Bytes seed(String name, int index) {
    return Hash.of(new Encoder().text(name).int32(index).toBytes()).toBytes();
  }

  public static Block block(
      long height, Hash previous, Difficulty difficulty, List<Transaction> content) {
    return Block.of(
        new Header(
            Header.VERSION,
            previous,
            GENESIS_MS + height,
            MerkleTree.rootOf(content),
            content.size(),
            height,
            Hash.ZERO,
            Hash.ZERO,
            difficulty,
            RandomString.ZERO),
        content);
  }

  public static ChainParameters chain(Difficulty difficulty) {
    return new ChainParameters(
        block(0, Hash.ZERO, Difficulty.NONE, List.of()),
        1,
        difficulty,
        1_000,
        new OrderingRight.Anyone(),
        RequestForm.ANY,
        ChainParameters.RecoveryTrust.NONE);
  }

  public static List<KeyPair> nodes(SignatureScheme scheme, int count) {
    List<KeyPair> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(scheme.keyPair(seed("node", i)));
    }
    return nodes;
  }

  public static Cluster of(int nodes, SignatureScheme scheme, ProtocolFactory protocol) {
    return of(nodes, scheme, protocol, Ledger::new);
  }

  public static Cluster of(
      int nodes, SignatureScheme scheme, ProtocolFactory protocol, Supplier<StateMachine> machine) {
    return new Cluster(
        chain(Difficulty.NONE), scheme, nodes(scheme, nodes), protocol, executor -> machine.get());
  }

  public static RunEnvironment environment(long seed, NetworkModel network, Fault... faults) {
    return new RunEnvironment(
        seed,
        network,
        CpuModel.FREE,
        new DiskModel(0),
        MiningModel.NONE,
        new FaultPlan(List.of(faults)));
  }

  public static NetworkModel constant(double ms) {
    return NetworkModel.of(new DelayDistribution.Constant(ms), Double.POSITIVE_INFINITY, 0);
  }

  /** A request at every interval, each client its own sender, in turn. */
  public static Load.Open load(
      SignatureScheme scheme, int requests, int clients, long firstNs, long intervalNs) {
    List<KeyPair> senders = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      senders.add(scheme.keyPair(seed("sender", i)));
    }
    Hash chain = chain(Difficulty.NONE).chain();
    List<RequestArrival> arrivals = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Transaction request =
          Transaction.signed(
              scheme, chain, senders.get(i % clients), 1 + i / clients, 1, Bytes.utf8("r" + i));
      arrivals.add(new RequestArrival(firstNs + i * intervalNs, i % clients, request));
    }
    return new Load.Open(arrivals);
  }

  /** The run continues until this time without requests. */
  public static Load idle(long untilNs) {
    return new Load.Closed(0, 1, DelayDistribution.NONE, untilNs, client -> Optional.empty());
  }

  /** A state machine whose state is the list of blocks applied. */
  public static final class Ledger implements StateMachine {
    public final List<Hash> blocks = new ArrayList<>();

    @Override
    public ExecutionResult apply(Block block) {
      if (block.height() != blocks.size() + 1) {
        throw new IllegalArgumentException("the next block has another height: " + block);
      }
      blocks.add(block.hash());
      return new ExecutionResult(block.height(), block.hash(), stateRoot(), Hash.ZERO, List.of());
    }

    @Override
    public void revertTo(long height) {
      while (blocks.size() > height) {
        blocks.removeLast();
      }
    }

    @Override
    public long height() {
      return blocks.size();
    }

    @Override
    public Hash stateRoot() {
      return Hash.of(snapshot(height()).bytes());
    }

    @Override
    public DeferredBytes snapshot(long height) {
      List<Id> ids = blocks.subList(0, (int) height).stream().map(Id::new).toList();
      return DeferredBytes.of(new Encoder().list(ids).toBytes());
    }

    @Override
    public Hash restore(long height, Hash block, Hash certified, Bytes snapshot) {
      List<Hash> restored = Decoder.decode(snapshot, in -> in.list(Hash.SIZE, Decoder::hash));
      Hash root = Hash.of(new Encoder().list(restored.stream().map(Id::new).toList()).toBytes());
      if (root.equals(certified)) {
        blocks.clear();
        blocks.addAll(restored);
      }
      return root;
    }

    @Override
    public Receipt read(Transaction request) {
      return new Receipt(request.request(), Receipt.OK, stateRoot().toBytes());
    }

    private record Id(Hash hash) implements Encodable {
      @Override
      public void encode(Encoder out) {
        out.hash(hash);
      }
    }
  }
}
