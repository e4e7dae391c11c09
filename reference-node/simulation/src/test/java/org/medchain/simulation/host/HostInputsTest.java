package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.Screening;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;

/** CONS-15, SIM-5, SIM-23, SIM-47: the history of all hosts, one slot of time a line. */
class HostInputsTest {
  private static final long MS = TestCluster.MS;
  private static final long SLOT_NS = 100 * MS;
  private static final long DOWN_NS = 50 * MS;

  private final SymbolicSignatures scheme = new SymbolicSignatures();
  private final List<KeyPair> keys = TestCluster.nodes(scheme, 4);
  private final TreeMap<Integer, List<String>> given = new TreeMap<>();

  private final class Probe implements Replica {
    @Override
    public List<Output> step(Input input) {
      int slot = (int) ((input.nowNs() / MS - TestCluster.GENESIS_MS) * MS / SLOT_NS);
      List<String> line = given.computeIfAbsent(slot, each -> new ArrayList<>());
      switch (input) {
        case Input.Recovered recovered -> line.add("recovered/" + recovered.log().size());
        case Input.Started started -> line.add("started");
        case Input.PeerReachable reachable -> line.add("reachable");
        case Input.MessageReceived received -> line.add("received");
        case Input.MessageRejected rejected -> line.add("rejected");
        case Input.RequestSubmitted submitted -> line.add("submitted");
        default -> {}
      }
      return input instanceof Input.Started
          ? List.of(new Output.Persist(new DurabilityToken(1), Bytes.utf8("begun")))
          : List.of();
    }

    @Override
    public Screening screen(PublicKey sender, Message message) {
      return switch ((int) (message instanceof Status status ? status.view() : 0)) {
        case 0 -> new Screening.Needed();
        case 1 -> new Screening.Unneeded();
        default -> new Screening.Unsound("unsound");
      };
    }
  }

  private Envelope envelope(String event) {
    Hash chain = TestCluster.chain(Difficulty.NONE).chain();
    KeyPair sender = keys.get(1);
    if (event.equals("request")) {
      return Request.envelope(
          Transaction.signed(scheme, chain, sender, 1, 1, Bytes.utf8("a synthetic record")));
    }
    int view = List.of("needed", "unneeded", "unsound").indexOf(event.split(" ", -1)[1]);
    Envelope sealed = Envelope.seal(scheme, chain, sender, new Status(view, false, 0, 0));
    Envelope other = Envelope.seal(scheme, chain, sender, new Status(9, false, 0, 0));
    return event.endsWith("forged")
        ? new Envelope(sealed.code(), sealed.sender(), sealed.body(), other.signature())
        : sealed;
  }

  /** Node 1 sends what the history says, each at its time. */
  private List<Output> send(List<String> events, Input input) {
    List<Output> outputs = new ArrayList<>();
    if (input instanceof Input.Started) {
      for (int slot = 1; slot < events.size(); slot++) {
        if (events.get(slot).startsWith("status") || events.get(slot).equals("request")) {
          outputs.add(new Output.StartTimer(new Timer("send", slot), slot * SLOT_NS));
        }
      }
    } else if (input instanceof Input.TimerFired fired) {
      Envelope sent = envelope(events.get((int) fired.timer().key()));
      outputs.add(new Output.Send(keys.get(0).publicKey(), sent, List.of()));
    }
    return outputs;
  }

  private static Fault[] faults(List<String> events) {
    List<Fault> faults = new ArrayList<>();
    for (int slot = 0; slot < events.size(); slot++) {
      long atNs = slot * SLOT_NS;
      if (events.get(slot).startsWith("flapping")) {
        List<List<Integer>> apart = List.of(List.of(0), List.of(1));
        faults.add(new Fault.Partition(apart, atNs / 1e9, (atNs + DOWN_NS) / 1e9));
      } else if (events.get(slot).startsWith("restart")) {
        faults.add(new Fault.Restart(List.of(0), atNs / 1e9, (atNs + DOWN_NS) / 1e9));
      }
    }
    return faults.toArray(Fault[]::new);
  }

  @Test
  void theReplicaIsGivenWhatEveryHostGivesIt() throws IOException {
    List<String> history =
        Files.readAllLines(
                Repository.file("reference-node/core/src/test/resources/golden/host-inputs.txt"))
            .stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<String> events = history.stream().map(line -> line.split(" =>", -1)[0]).toList();
    ProtocolFactory protocol =
        new ProtocolFactory(
            List.of(Request.TYPE, Status.TYPE),
            key ->
                switch (keys.stream().map(KeyPair::publicKey).toList().indexOf(key)) {
                  case 0 -> new Probe();
                  case 1 -> input -> send(events, input);
                  default -> input -> List.of();
                },
            () -> input -> List.of());
    RunEnvironment environment =
        TestCluster.environment(1, TestCluster.constant(10), faults(events));
    long endNs = (events.size() + 1) * SLOT_NS;
    new Simulation(
            TestCluster.of(4, scheme, protocol),
            environment,
            TestCluster.idle(endNs),
            SimulationObserver.NONE)
        .run(endNs);
    List<String> lines = new ArrayList<>();
    for (int slot = 0; slot < events.size(); slot++) {
      lines.add(
          (events.get(slot) + " => " + String.join(" ", given.getOrDefault(slot, List.of())))
              .strip());
    }
    assertThat(lines).isEqualTo(history);
  }
}
