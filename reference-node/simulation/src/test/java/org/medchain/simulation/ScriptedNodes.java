package org.medchain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** Nodes that do what a test says, one after the other on one chain, and their inputs. */
final class ScriptedNodes {
  private static final long S = TestCluster.S;

  final SymbolicSignatures scheme = new SymbolicSignatures();
  final List<KeyPair> keys = TestCluster.nodes(scheme, 2);
  final Block[] blocks = chain(4);

  /** Each node's steps: its input, in words, and the time in µs. */
  final List<String> log = new ArrayList<>();

  private static Block[] chain(int length) {
    Block[] blocks = new Block[length + 1];
    blocks[0] = TestCluster.chain(Difficulty.NONE).genesis();
    for (int height = 1; height <= length; height++) {
      blocks[height] =
          TestCluster.block(height, blocks[height - 1].hash(), Difficulty.NONE, List.of());
    }
    return blocks;
  }

  Output commit(int height, DurabilityToken... waitsFor) {
    Block block = blocks[height];
    return new Output.Commit(
        block, new QuorumCertificate(0, height, block.hash(), List.of()), List.of(waitsFor));
  }

  /** The state of this height, in these bytes or as this node kept it. */
  Output restore(int height, Optional<Bytes> state) {
    Block tip = blocks[height];
    return new Output.Restore(
        tip, new QuorumCertificate(0, height, tip.hash(), List.of()), root(height), state);
  }

  /** The state after this number of blocks. */
  Bytes state(int height) {
    TestCluster.Ledger ledger = new TestCluster.Ledger();
    for (int i = 1; i <= height; i++) {
      ledger.apply(blocks[i]);
    }
    return ledger.snapshot(height).bytes();
  }

  Hash root(int height) {
    return Hash.of(state(height));
  }

  static String brief(Bytes bytes) {
    return bytes.toHex().substring(0, 8);
  }

  private static String name(Input input) {
    return switch (input) {
      case Input.Persisted persisted -> "persisted " + persisted.token().number();
      case Input.Executed executed -> "executed " + executed.execution().height();
      case Input.Recovered recovered -> "recovered " + recovered.log().size();
      case Input.Restored restored ->
          "restored "
              + restored.height()
              + " "
              + restored.stateRoot().map(Hash::brief).orElse("nothing");
      case Input.MessageReceived received ->
          received.verified().message() instanceof SnapshotPart part
              ? "part " + part.part() + "/" + part.parts() + " of " + part.height()
              : "message";
      case Input.ReadAnswered answered ->
          "answered " + answered.height() + " " + brief(answered.receipt().output());
      default -> input.getClass().getSimpleName();
    };
  }

  SimulationReport run(
      CpuModel cpu, double bandwidth, Load load, List<Fault> faults, Replica... nodes) {
    Map<Bytes, Replica> replicas = new TreeMap<>();
    for (int i = 0; i < nodes.length; i++) {
      replicas.put(keys.get(i).publicKey().value(), nodes[i]);
    }
    ProtocolFactory protocol =
        new ProtocolFactory(
            List.of(Request.TYPE, SnapshotPart.TYPE),
            key -> replicas.get(key.value()),
            () -> input -> List.of());
    RunEnvironment environment =
        new RunEnvironment(
            1,
            NetworkModel.of(new DelayDistribution.Constant(10), bandwidth, 0),
            cpu,
            new DiskModel(1_000),
            MiningModel.NONE,
            new FaultPlan(faults));
    SimulationObserver logger =
        new SimulationObserver() {
          @Override
          public void stepped(String party, long atNs, Input input, List<Output> outputs) {
            if (!isBeginning(input)) {
              log.add(atNs / 1_000 + " " + party + " " + name(input));
            }
          }

          @Override
          public void restored(int node, long atNs, long height, Hash block) {
            log.add(atNs / 1_000 + " n" + node + " is at " + height + " " + block.brief());
          }
        };
    Cluster cluster = TestCluster.of(nodes.length, scheme, protocol);
    return new Simulation(cluster, environment, load, logger).run(S);
  }

  /** The inputs of every node at its first start, and of every link; the tests cover the rest. */
  private boolean isBeginning(Input input) {
    return input instanceof Input.PeerReachable
        || (input instanceof Input.Recovered
            && input.nowNs() == TestCluster.GENESIS_MS * 1_000_000);
  }

  List<String> of(String party) {
    return log.stream().filter(line -> line.contains(" " + party + " ")).toList();
  }

  static long timeUs(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }
}
