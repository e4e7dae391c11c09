package org.medchain.chaos.schedule;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Request;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * A faulty client: each of its requests goes to a part of the members, again and again, and never
 * to the others (SCH-17). To replicas that rely on message authentication codes it looks like a
 * client whose authenticators hold for some members only (Clement et al. 2009).
 */
final class PartialClient implements Endpoint.ByzantineActor {
  /** More would only keep correct replicas busy. */
  private static final int MAX_REQUESTS = 12;

  /** What no chain's operations know: such a request changes no register. */
  private static final int UNKNOWN_OPERATION = 50;

  private record PartialRequest(Transaction request, List<PublicKey> receivers) {}

  private final ScheduledSystem system;
  private final ScheduleSetup setup;
  private final KeyPair keys;
  private final List<PartialRequest> requests = new ArrayList<>();

  PartialClient(ScheduledSystem world, ScheduleSetup setting) {
    this.system = world;
    this.setup = setting;
    this.keys = setting.partialClient();
  }

  @Override
  public String name() {
    return "partial";
  }

  @Override
  public PublicKey key() {
    return keys.publicKey();
  }

  @Override
  public void receive(SharedEnvelope mail) {} // replies mean nothing to it

  @Override
  public void act(ScheduleRandom how) {
    if (requests.size() < MAX_REQUESTS && how.chance(600)) {
      Transaction request =
          system.request(keys, requests.size() + 1L, UNKNOWN_OPERATION, Bytes.EMPTY);
      List<PublicKey> receivers =
          setup.members().keys().stream().filter(member -> how.chance(500)).toList();
      requests.add(new PartialRequest(request, receivers));
    }
    if (!requests.isEmpty()) {
      send(how.pick(requests));
    }
  }

  private void send(PartialRequest partial) {
    Envelope envelope = Request.envelope(partial.request());
    partial.receivers().forEach(member -> system.send(this, member, envelope));
  }
}
