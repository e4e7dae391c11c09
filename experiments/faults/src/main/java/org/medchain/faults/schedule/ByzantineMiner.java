package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Request;
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.GetBlock;
import org.medchain.consensus.pow.GetHeaders;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.faults.schedule.BlockDag.DagNode;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * A miner without a chain of its own: it knows every block that any miner has found, and sends
 * blocks with one fault each, blocks on them, now and then a valid branch that it kept back, and
 * headers of any of these in reply to requests.
 */
final class ByzantineMiner extends ByzantineActor {
  private static final int UNKNOWN_OPERATION = 7;

  /** It does not search for blocks that need more hashes, but then makes them too easy. */
  private static final int MAX_DIFFICULTY_BITS = 12;

  private static final int MAX_HEADERS = 256;
  private static final int FAULT_KINDS = 8;

  private final BlockDag dag;
  private final List<Transaction> observedRequests = new ArrayList<>();
  private SeededDraws random = new SeededDraws(0);
  private long requests;
  private long asked;

  ByzantineMiner(String name, KeyPair keys, ScheduledSystem world, BlockDag dag) {
    super(name, keys, world);
    this.dag = dag;
  }

  @Override
  void receive(SharedEnvelope mail) {
    if (mail.authentication() instanceof Verified verified
        && verified.message() instanceof Request request) {
      observedRequests.add(request.transaction());
    } else if (mail.authentication() instanceof Verified verified) {
      random = new SeededDraws(system.setup.plan.seed() + ++asked);
      switch (verified.message()) {
        case GetHeaders message -> sendHeaders(verified.sender(), message);
        case GetBlock message ->
            dag.find(message.block())
                .ifPresent(node -> send(verified.sender(), new NewBlock(node.block())));
        default -> {}
      }
    }
  }

  private void send(PublicKey to, Message message) {
    system.send(this, to, system.seal(keys, message));
  }

  /** The headers of some branch, valid or not, and now and then not all of them. */
  private void sendHeaders(PublicKey to, GetHeaders message) {
    List<Header> headers = new ArrayList<>();
    for (DagNode node = recentBlock();
        node.parent().isPresent() && !message.locator().contains(node.block().hash());
        node = node.parent().get()) {
      headers.add(0, node.block().header());
    }
    if (headers.size() > 1 && random.chance(200)) {
      headers.remove(random.below(headers.size()));
    }
    send(to, new Headers(headers.subList(0, Math.min(headers.size(), MAX_HEADERS))));
  }

  @Override
  void act(SeededDraws how) {
    random = how;
    DagNode parent = recentBlock();
    if (random.chance(200)) {
      sendSome(new Announce(parent.block().hash(), parent.height()));
    } else if (random.chance(400)) {
      // A branch: valid, but perhaps under a fault that only executing shows.
      for (int i = random.between(1, 4); i > 0; i--) {
        parent = faultyBlock(parent, i > 1 || random.chance(700) ? -1 : random.below(FAULT_KINDS));
      }
    } else {
      faultyBlock(parent, random.below(FAULT_KINDS));
    }
  }

  private DagNode recentBlock() {
    List<DagNode> all = new ArrayList<>(dag.all());
    if (random.chance(700)) {
      all.removeIf(node -> node.fault().isPresent());
    }
    int last = random.chance(800) ? Math.min(6, all.size()) : all.size();
    return all.get(all.size() - 1 - random.below(last));
  }

  /** Sends a child of {@code parent} with this fault, none if it is negative. */
  private DagNode faultyBlock(DagNode parent, int fault) {
    List<Transaction> batch = batch(parent, fault);
    Header before = parent.block().header();
    ExecutionResult reported = dag.reportedBy(parent);
    Difficulty due = dag.dueAfter(parent);
    long timestampMs = Math.max(before.timestampMs(), system.nowNs() / 1_000_000);
    Header header =
        new Header(
            Header.VERSION,
            parent.block().hash(),
            switch (fault) {
              case 1 -> before.timestampMs() - 1;
              case 2 -> timestampMs + 2 * BlockDag.FUTURE_LIMIT_MS;
              default -> timestampMs;
            },
            MerkleTree.rootOf(batch),
            batch.size(),
            parent.height() + (fault == 3 ? 2 : 1),
            fault == 4 ? Hash.ZERO : reported.stateRoot(),
            fault == 5 ? Hash.ZERO : reported.receiptsRoot(),
            fault == 6 || due.work().bitLength() > MAX_DIFFICULTY_BITS
                ? Difficulty.ofCoefficient(2)
                : due,
            new RandomString(random.next(), 0));
    Block block = Block.of(ScheduleSetup.sealed(header, fault != 0), batch);
    dag.add(block);
    sendSome(new NewBlock(block));
    return dag.find(block.hash()).orElseThrow();
  }

  /** Sends to a random part of the others. */
  private void sendSome(Message message) {
    Envelope sealed = system.seal(keys, message);
    for (PublicKey member : system.setup.members.keys()) {
      if (!member.equals(key()) && random.chance(700)) {
        system.send(this, member, sealed);
      }
    }
  }

  /** What waits, or nothing; with fault 7 what the branch holds already, or the same twice. */
  private List<Transaction> batch(DagNode parent, int fault) {
    if (fault == 7) {
      List<Transaction> before =
          observedRequests.stream()
              .filter(each -> parent.stateMachine().executed(each.request()))
              .toList();
      Transaction own =
          system.request(system.setup.colluder(0), ++requests, UNKNOWN_OPERATION, Bytes.EMPTY);
      return before.isEmpty() ? List.of(own, own) : List.of(random.pick(before));
    }
    List<Transaction> open =
        observedRequests.stream()
            .filter(each -> !parent.stateMachine().executed(each.request()))
            .toList();
    return open.isEmpty() || random.chance(500) ? List.of() : List.of(random.pick(open));
  }
}
