package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Execution;
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
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * A miner without a chain of its own: it knows every block that anybody has found, and sends blocks
 * with one fault each, blocks on them, now and then a valid branch that it kept back, and headers
 * of any of these to whoever asks.
 */
final class Forger implements Speaker {
  private static final int NONSENSE = 7;

  /** It does not search for blocks that need more hashes, but then makes them too easy. */
  private static final int MOST_BITS = 12;

  private static final int MOST_HEADERS = 256;
  private static final int KINDS_OF_FAULT = 8;

  private final String name;
  private final KeyPair keys;
  private final World world;
  private final Setting setting;
  private final BlockDag dag;
  private final List<Transaction> heard = new ArrayList<>();
  private Draw draw = new Draw(0);
  private long requests;
  private long asked;

  Forger(String name, KeyPair keys, World world, Setting setting, BlockDag dag) {
    this.name = name;
    this.keys = keys;
    this.world = world;
    this.setting = setting;
    this.dag = dag;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PublicKey key() {
    return keys.publicKey();
  }

  @Override
  public void receive(Mail mail) {
    if (mail.authentication() instanceof Verified verified
        && verified.message() instanceof Request request) {
      heard.add(request.transaction());
    } else if (mail.authentication() instanceof Verified verified) {
      draw = new Draw(setting.plan().seed() + ++asked);
      switch (verified.message()) {
        case GetHeaders message -> sendHeaders(verified.sender(), message);
        case GetBlock message ->
            dag.find(message.block())
                .ifPresent(node -> send(verified.sender(), new NewBlock(node.block)));
        default -> {}
      }
    }
  }

  private void send(PublicKey to, Message message) {
    world.send(this, to, world.seal(keys, message));
  }

  /** The headers of some branch, valid or not, and now and then not all of them. */
  private void sendHeaders(PublicKey to, GetHeaders message) {
    List<Header> headers = new ArrayList<>();
    for (BlockDag.Node node = recent();
        node.parent.isPresent() && !message.locator().contains(node.block.hash());
        node = node.parent.get()) {
      headers.add(0, node.block.header());
    }
    if (headers.size() > 1 && draw.chance(200)) {
      headers.remove(draw.below(headers.size()));
    }
    send(to, new Headers(headers.subList(0, Math.min(headers.size(), MOST_HEADERS))));
  }

  @Override
  public void say(Draw how) {
    draw = how;
    BlockDag.Node parent = recent();
    if (draw.chance(200)) {
      sendSome(new Announce(parent.block.hash(), parent.height()));
    } else if (draw.chance(400)) {
      // A branch: valid, but perhaps under a fault that only executing shows.
      for (int i = draw.between(1, 4); i > 0; i--) {
        parent = found(parent, i > 1 || draw.chance(700) ? -1 : draw.below(KINDS_OF_FAULT));
      }
    } else {
      found(parent, draw.below(KINDS_OF_FAULT));
    }
  }

  private BlockDag.Node recent() {
    List<BlockDag.Node> all = new ArrayList<>(dag.all());
    if (draw.chance(700)) {
      all.removeIf(node -> node.fault.isPresent());
    }
    int last = draw.chance(800) ? Math.min(6, all.size()) : all.size();
    return all.get(all.size() - 1 - draw.below(last));
  }

  /** Sends a child of {@code parent} with this fault, none if it is negative. */
  private BlockDag.Node found(BlockDag.Node parent, int fault) {
    List<Transaction> batch = batch(parent, fault);
    Header before = parent.block.header();
    Header genesis = setting.genesis().header();
    Optional<Execution> reported = dag.reportedAfter(parent);
    Difficulty due =
        setting
            .pow()
            .difficultyRule()
            .next(setting.chain(), before, height -> parent.at(height).block.header());
    long timestampMs = Math.max(before.timestampMs(), world.nowNs() / 1_000_000);
    Header header =
        new Header(
            Header.VERSION,
            parent.block.hash(),
            switch (fault) {
              case 1 -> before.timestampMs() - 1;
              case 2 -> timestampMs + 2 * BlockDag.FAR_MS;
              default -> timestampMs;
            },
            MerkleTree.rootOf(batch),
            batch.size(),
            parent.height() + (fault == 3 ? 2 : 1),
            fault == 4 ? Hash.ZERO : reported.map(Execution::stateRoot).orElse(genesis.stateRoot()),
            fault == 5
                ? Hash.ZERO
                : reported.map(Execution::receiptsRoot).orElse(genesis.receiptsRoot()),
            fault == 6 || due.work().bitLength() > MOST_BITS ? Difficulty.ofCoefficient(2) : due,
            new RandomString(draw.next(), 0));
    Block block = Block.of(sought(header, fault != 0), batch);
    dag.learn(block);
    sendSome(new NewBlock(block));
    return dag.find(block.hash()).orElseThrow();
  }

  /** Sends to a random part of the others. */
  private void sendSome(Message message) {
    Envelope sealed = world.seal(keys, message);
    for (PublicKey member : setting.members().keys()) {
      if (!member.equals(key()) && draw.chance(700)) {
        world.send(this, member, sealed);
      }
    }
  }

  /** The first random string with which the hash is, or is not, under the target. */
  private static Header sought(Header header, boolean under) {
    Header tried = header;
    while (tried.difficulty().isMetBy(tried.hash()) != under) {
      RandomString last = tried.randomString();
      tried = tried.with(new RandomString(last.salt(), last.counter() + 1));
    }
    return tried;
  }

  /** What waits, or nothing; with fault 7 what the branch holds already, or the same twice. */
  private List<Transaction> batch(BlockDag.Node parent, int fault) {
    if (fault == 7) {
      List<Transaction> before =
          heard.stream().filter(each -> parent.ledger.executed(each.request())).toList();
      Transaction own = world.request(setting.client(1000), ++requests, NONSENSE, Bytes.EMPTY);
      return before.isEmpty() ? List.of(own, own) : List.of(draw.pick(before));
    }
    List<Transaction> open =
        heard.stream().filter(each -> !parent.ledger.executed(each.request())).toList();
    return open.isEmpty() || draw.chance(500) ? List.of() : List.of(draw.pick(open));
  }
}
