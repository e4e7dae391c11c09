package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledHost.DeferredWork;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.Screening;

/** CONS-15, SCH-26: the history of all hosts, at a host of a schedule. */
class HostInputsTest {
  private final SchedulePlan plan =
      LongStream.range(0, 1000)
          .mapToObj(seed -> SchedulePlan.of(ScheduleKind.PBFT, seed, 4))
          .filter(each -> each.byzantine().isEmpty() && each.spares() == 0 && each.screens())
          .findFirst()
          .orElseThrow();

  private final ScheduleSetup setup = new ScheduleSetup(plan);
  private final SignatureScheme scheme = setup.scheme;
  private final ScheduledSystem system = new ScheduledSystem(plan, false);
  private final ScheduledLinks links = new ScheduledLinks(system);
  private final List<String> given = new ArrayList<>();

  /** Has the key of the last member, whose own host is not asked. */
  private final ScheduledHost host =
      new ScheduledHost("probe", setup.node(3), true, DeferredWork.NONE, system, Probe::new);

  /** The replica. */
  private final class Probe implements Replica {
    @Override
    public List<Output> step(Input input) {
      switch (input) {
        case Input.Recovered recovered -> given.add("recovered/" + recovered.log().size());
        case Input.Started started -> given.add("started");
        case Input.PeerReachable reachable -> given.add("reachable");
        case Input.MessageReceived received -> given.add("received");
        case Input.MessageRejected rejected -> given.add("rejected");
        case Input.RequestSubmitted submitted -> given.add("submitted");
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
    Hash chain = setup.genesis().hash();
    KeyPair sender = setup.node(1);
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

  private void happens(String event) {
    switch (event.split(" ", -1)[0]) {
      case "start" -> {
        host.start();
        links.comeUp(host);
      }
      case "restart" -> {
        host.crash(0);
        host.start();
        links.comeUp(host);
      }
      case "flapping" -> links.flap(host, system.hosts.get(1));
      default -> host.receive(new SharedEnvelope(envelope(event), setup.authenticator));
    }
  }

  @Test
  void theReplicaIsGivenWhatEveryHostGivesIt() throws IOException {
    List<String> history =
        Files.readAllLines(
                Repository.file("reference-node/core/src/test/resources/golden/host-inputs.txt"))
            .stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<String> lines = new ArrayList<>();
    for (String each : history) {
      String event = each.split(" =>", -1)[0];
      given.clear();
      happens(event);
      lines.add((event + " => " + String.join(" ", given)).strip());
    }
    assertThat(lines).isEqualTo(history);
  }
}
