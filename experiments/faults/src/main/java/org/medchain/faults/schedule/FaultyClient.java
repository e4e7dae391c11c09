package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Request;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.network.Envelope;

/** A client that does not follow the protocol: replies mean nothing to it. */
abstract sealed class FaultyClient extends ByzantineActor {
  /** What no chain's operations know: such a request changes no register. */
  private static final int UNKNOWN_OPERATION = 50;

  private FaultyClient(String name, KeyPair keys, ScheduledSystem system) {
    super(name, keys, system);
  }

  @Override
  void receive(SharedEnvelope mail) {}

  final Transaction request(long number) {
    return system.request(keys, number, UNKNOWN_OPERATION, Bytes.EMPTY);
  }

  final void send(Transaction request, List<PublicKey> receivers) {
    Envelope envelope = Request.envelope(request);
    receivers.forEach(member -> system.send(this, member, envelope));
  }

  /**
   * A faulty client: each of its requests goes to a part of the members, again and again, and never
   * to the others (SCH-17). To replicas that rely on message authentication codes it looks like a
   * client whose authenticators hold for some members only (Clement et al. 2009).
   */
  static final class PartialClient extends FaultyClient {
    /** More would only keep correct replicas busy. */
    private static final int MAX_REQUESTS = 12;

    private record PartialRequest(Transaction request, List<PublicKey> receivers) {}

    private final List<PartialRequest> requests = new ArrayList<>();

    PartialClient(ScheduledSystem world) {
      super("partial", world.setup.partialClient(), world);
    }

    @Override
    void act(SeededDraws how) {
      if (requests.size() < MAX_REQUESTS && how.chance(600)) {
        Transaction request = request(requests.size() + 1L);
        List<PublicKey> receivers =
            system.setup.members.keys().stream().filter(member -> how.chance(500)).toList();
        requests.add(new PartialRequest(request, receivers));
      }
      if (!requests.isEmpty()) {
        send(how.pick(requests));
      }
    }

    private void send(PartialRequest partial) {
      send(partial.request(), partial.receivers());
    }
  }

  /**
   * A registered client that numbers its requests as it likes, sends many at once, to all members
   * or in half of the schedules to a part, and repeats and reorders them (SCH-24).
   */
  static final class RandomClient extends FaultyClient {
    /** More would only keep correct replicas busy. */
    static final int MAX_REQUESTS = 40;

    private static final int FLOOD_SIZE = 12;

    private final List<PublicKey> members;
    private final boolean isPartial;
    private final List<Transaction> requests = new ArrayList<>();
    private long highest;

    RandomClient(ScheduledSystem world) {
      super("random", world.setup.randomClient(), world);
      this.members = world.setup.members.keys();
      this.isPartial = world.plan.hasPartialRequests();
    }

    @Override
    void act(SeededDraws how) {
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
      sent.forEach(request -> send(request, receivers));
    }

    private void addAbove(List<Transaction> sent, long step) {
      highest += step;
      add(sent, highest);
    }

    /** The numbers from 1 on, or those that follow each other somewhere below the highest. */
    private void addBelow(List<Transaction> sent, SeededDraws how) {
      long first = how.chance(500) ? 1 : Math.max(1, highest - how.between(1, 2 * FLOOD_SIZE));
      for (int i = how.between(1, FLOOD_SIZE); i > 0 && first < highest; i--) {
        add(sent, first++);
      }
    }

    private void add(List<Transaction> sent, long number) {
      if (requests.size() < MAX_REQUESTS) {
        Transaction request = request(number);
        requests.add(request);
        sent.add(request);
      }
    }
  }
}
