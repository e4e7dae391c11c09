package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Input;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.network.Membership;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.transition.PbftTransitionReader;
import org.medchain.transition.TraceJson;
import org.medchain.transition.Transition;
import org.medchain.transition.TransitionReader;

/** SIM-31, TRACE-2: what a simulation's observer is told of its nodes is a trace. */
class SimulatedTraceTest {
  private static final long MS = 1_000_000;
  private static final int NODES = 4;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final KeyPair client = keys("client");
  private final List<KeyPair> nodes =
      IntStream.range(0, NODES).mapToObj(each -> keys("node " + each)).toList();
  private final List<PublicKey> members = nodes.stream().map(KeyPair::publicKey).toList();
  private final ChainParameters chain =
      new ChainParameters(
          genesis(),
          2,
          Difficulty.NONE,
          10_000,
          new OrderingRight.Anyone(),
          RequestForm.ANY,
          ChainParameters.RecoveryTrust.NONE);

  private KeyPair keys(String name) {
    return scheme.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static Block genesis() {
    Header header =
        new Header(
            Header.VERSION,
            Hash.ZERO,
            0,
            MerkleTree.EMPTY_ROOT,
            0,
            0,
            RegisterStateMachine.genesisRoot(),
            MerkleTree.EMPTY_ROOT,
            Difficulty.NONE,
            RandomString.ZERO);
    return Block.of(header, List.of());
  }

  private RequestArrival write(long sequence) {
    Bytes body = new Encoder().text("r").int64(sequence).toBytes();
    return new RequestArrival(
        10 * MS * sequence,
        0,
        Transaction.signed(
            scheme, chain.chain(), client, sequence, RegisterStateMachine.WRITE, body));
  }

  /** Of a run in which a client writes three times. */
  private List<String> trace() {
    List<String> lines = new ArrayList<>();
    TraceJson text = new TraceJson(members);
    lines.add(text.head("pbft", List.of(0, 1, 2, 3), List.of(), 2, 2, chain.chain()));
    Map<Integer, TransitionReader> readers = new TreeMap<>();
    SimulationObserver observer =
        new SimulationObserver() {
          @Override
          public void stepped(String party, long atNs, Input input, List<Output> outputs) {
            if (party.startsWith("n")) {
              int node = Integer.parseInt(party.substring(1));
              TransitionReader reader =
                  readers.computeIfAbsent(
                      node, each -> new PbftTransitionReader(members.get(each), chain.genesis()));
              for (Transition each : reader.read(input, outputs)) {
                lines.add(text.line(lines.size(), node, each));
              }
            }
          }
        };
    RunEnvironment environment =
        new RunEnvironment(
            1,
            NetworkModel.of(new DelayDistribution.Lognormal(6, 0.6), 100, 0),
            new CpuModel(22, 48, 1, 5, 20),
            new DiskModel(500),
            MiningModel.NONE,
            new FaultPlan(List.of()));
    Load load = new Load.Open(LongStream.rangeClosed(1, 3).mapToObj(this::write).toList());
    new Simulation(cluster(), environment, load, observer).run(500 * MS);
    return lines;
  }

  private Cluster cluster() {
    PbftParameters parameters =
        new PbftParameters(
            chain, new BatchLimits(1, 1 << 16, 2 * MS), 300 * MS, 150 * MS, 1_000, 2);
    return new Cluster(
        chain,
        scheme,
        nodes,
        Pbft.of(parameters, new Membership(members), 1_000 * MS, new SharedContexts()),
        executor -> new RegisterStateMachine(keys("center").publicKey(), 64));
  }

  @Test
  void theModelAllowsItAndOneSeedHasOne(@TempDir Path folder) throws Exception {
    List<String> lines = trace();
    assertThat(trace()).isEqualTo(lines);
    assertThat(lines)
        .filteredOn(line -> line.contains("\"action\":\"Execute\""))
        .hasSize(3 * NODES);
    Path file = Files.write(folder.resolve("run.jsonl"), lines);
    assertThat(TraceTestFiles.checker().check("PbftTrace", List.of(file)).verdicts())
        .allMatch(verdict -> verdict instanceof TraceVerdict.Accepted);
  }
}
