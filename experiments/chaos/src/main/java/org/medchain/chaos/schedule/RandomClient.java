package org.medchain.chaos.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Request;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * A registered client that numbers its requests as it likes, sends many at once, to all members or
 * in half of the schedules to a part, and repeats and reorders them (SCH-24).
 */
final class RandomClient implements Endpoint.ByzantineActor {
  /** More would only keep correct replicas busy. */
  static final int MAX_REQUESTS = 40;

  private static final int FLOOD_SIZE = 12;

  /** What no chain's operations know: such a request changes no register. */
  private static final int UNKNOWN_OPERATION = 50;

  private final ScheduledSystem system;
  private final KeyPair keys;
  private final List<PublicKey> members;
  private final boolean isPartial;
  private final List<Transaction> requests = new ArrayList<>();
  private long highest;

  RandomClient(ScheduledSystem world, ScheduleSetup setting) {
    this.system = world;
    this.keys = setting.randomClient();
    this.members = setting.members().keys();
    this.isPartial = world.plan().hasPartialRequests();
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public PublicKey key() {
    return keys.publicKey();
  }

  @Override
  public void receive(SharedEnvelope mail) {} // replies mean nothing to it

  @Override
  public void act(ScheduleRandom how) {
    List<Transaction> sent = new ArrayList<>();
    switch (how.below(8)) {
      case 0 -> addAbove(sent, how.between(1, 3));
      case 1 -> addAbove(sent, ClientTable.WINDOW + how.between(-2, 2));
      case 2 -> {
        addAbove(sent, 100_000);
        addBelow(sent, how);
      }
      case 3 -> addBelow(sent, how);
      case 4 -> {
        for (int i = how.between(2, FLOOD_SIZE); i > 0; i--) {
          addAbove(sent, 1);
        }
      }
      case 5 -> sent.addAll(how.some(requests, Math.min(requests.size(), how.between(1, 10))));
      default -> {} // rests, or the chain would hold hardly anything else
    }
    if (how.chance(300)) {
      Collections.reverse(sent);
    }
    List<PublicKey> receivers =
        !isPartial || how.chance(700)
            ? members
            : members.stream().filter(each -> how.chance(500)).toList();
    for (Transaction request : sent) {
      Envelope envelope = Request.envelope(request);
      receivers.forEach(member -> system.send(this, member, envelope));
    }
  }

  private void addAbove(List<Transaction> sent, long step) {
    highest += step;
    add(sent, highest);
  }

  /** The numbers from 1 on, or those that follow each other somewhere below the highest. */
  private void addBelow(List<Transaction> sent, ScheduleRandom how) {
    long first = how.chance(500) ? 1 : Math.max(1, highest - how.between(1, 2 * FLOOD_SIZE));
    for (int i = how.between(1, FLOOD_SIZE); i > 0 && first < highest; i--) {
      add(sent, first++);
    }
  }

  private void add(List<Transaction> sent, long number) {
    if (requests.size() < MAX_REQUESTS) {
      Transaction request = system.request(keys, number, UNKNOWN_OPERATION, Bytes.EMPTY);
      requests.add(request);
      sent.add(request);
    }
  }
}
