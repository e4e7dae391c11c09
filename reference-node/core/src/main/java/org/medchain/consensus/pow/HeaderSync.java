package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;

/**
 * Header-first synchronisation (POW-28 to POW-31; decision 0081): of a branch that somebody has and
 * this node lacks, first the headers, which show its work in 172 bytes a block; then, if that is
 * more than the head's, the blocks in order.
 *
 * <p>For each member there is at most one branch, so what the others do holds nobody up, and what
 * is kept is bounded.
 */
final class HeaderSync {
  /** Blocks under way from one node. */
  static final int BLOCKS_ASKED = 16;

  /** Headers of one branch that are kept without their blocks, besides the last message's. */
  static final int HEADERS_KEPT = 16_384;

  /** Periods without progress after which a branch is given up. */
  static final int IDLE_PERIODS = 3;

  /** What is known of the branch of one node. */
  private static final class Branch {
    final HeaderChain headers;

    /** Whether a GET-HEADERS is under way. */
    boolean isAsked;

    /** Whether there are more headers than came yet. */
    boolean hasMore;

    /** Whether the headers show more work than the head's, so that the blocks are wanted. */
    boolean isWanted;

    int idlePeriods;

    Branch(BlockNode base) {
      headers = new HeaderChain(base);
    }
  }

  private final BlockTree tree;
  private final BestChain chain;
  private final BlockRules rules;
  private final Orphans orphans;
  private final Relay relay;
  private final Outbox outbox;
  private final Map<PublicKey, Branch> branches = new LinkedHashMap<>();

  /** Blocks asked for in this period: once, whoever has them. */
  private final Set<Hash> asked = new LinkedHashSet<>();

  private int periods;

  HeaderSync(
      BlockTree tree,
      BestChain chain,
      BlockRules rules,
      Orphans orphans,
      Relay relay,
      Outbox outbox) {
    this.tree = tree;
    this.chain = chain;
    this.rules = rules;
    this.orphans = orphans;
    this.relay = relay;
    this.outbox = outbox;
  }

  /** Somebody has a block that this node cannot place. */
  void start(PublicKey holder) {
    if (!branches.containsKey(holder)) {
      Branch branch = new Branch(tree.head());
      branches.put(holder, branch);
      askHeaders(holder, branch);
    }
  }

  /** Somebody's head: looked into if it is unknown, answered with this node's if it is behind. */
  void onAnnounce(PublicKey sender, Announce message) {
    Optional<BlockNode> known = tree.find(message.block());
    if (known.isEmpty()) {
      // Its height says nothing: only headers show how much work is in it.
      start(sender);
    } else if (known.get().work().compareTo(chain.tip().work()) < 0) {
      relay.tellHead(sender);
    }
  }

  private void askHeaders(PublicKey holder, Branch branch) {
    List<Hash> locator = new ArrayList<>();
    if (branch.headers.size() > 0) {
      locator.add(branch.headers.tip());
    }
    locator.addAll(HeaderChain.locator(branch.headers.base()));
    branch.isAsked = true;
    outbox.send(holder, new GetHeaders(locator));
  }

  /** Checks all of them before any block is asked for; one that is wrong ends it (POW-28). */
  void onHeaders(PublicKey sender, Headers message, long nowNs) {
    Branch branch = branches.get(sender);
    if (branch == null || !branch.isAsked) {
      outbox.add(new Output.Reject(sender, "headers that nobody asked for"));
      return;
    }
    Hash before = branch.headers.tip();
    for (Header header : message.headers()) {
      Optional<String> fault = branch.headers.add(header, tree, rules, nowNs);
      if (fault.isPresent()) {
        drop(sender);
        outbox.add(
            new Output.Reject(sender, "headers: header " + header.height() + ": " + fault.get()));
        return;
      }
    }
    branch.isAsked = false;
    branch.idlePeriods = 0;
    // A node that sends full messages of nothing new has no more to say.
    branch.hasMore =
        message.headers().size() == Headers.MOST && !branch.headers.tip().equals(before);
    goOn(sender, branch);
  }

  /** What to do next: ask for blocks, for more headers, or be done. */
  private void goOn(PublicKey holder, Branch branch) {
    HeaderChain headers = branch.headers;
    if (headers.size() > 0 && headers.work().compareTo(tree.head().work()) > 0) {
      branch.isWanted = true;
    }
    if (branch.isWanted && headers.size() > 0) {
      askBlocks(holder, branch);
    } else if (branch.hasMore && headers.size() < HEADERS_KEPT) {
      askHeaders(holder, branch);
    } else if (branch.isWanted) {
      branches.remove(holder); // all of it is here
    } else {
      drop(holder);
      if (headers.work().compareTo(chain.tip().work()) < 0) {
        relay.tellHead(holder);
      }
    }
  }

  private void askBlocks(PublicKey holder, Branch branch) {
    for (Hash block : branch.headers.lowest(BLOCKS_ASKED)) {
      boolean isHere = orphans.contains(block) || tree.find(block).isPresent();
      if (!isHere && asked.add(block)) {
        outbox.send(holder, new GetBlock(block));
      }
    }
  }

  private void drop(PublicKey holder) {
    branches.remove(holder);
    orphans.dropOf(holder);
  }

  /** A block is in the tree now, wherever it came from. */
  void onPlaced(BlockNode node) {
    asked.remove(node.hash());
    List<PublicKey> holders = new ArrayList<>(branches.keySet());
    // Who has just sent a block is the one to be asked for the next.
    if (holders.remove(node.source())) {
      holders.add(0, node.source());
    }
    for (PublicKey holder : holders) {
      Branch branch = branches.get(holder);
      if (branch.headers.contains(node.hash())) {
        branch.headers.placed(node);
        branch.idlePeriods = 0;
        if (!branch.isAsked) {
          goOn(holder, branch);
        }
      }
    }
  }

  /** A block was refused: no branch that holds it is worth anything (POW-8). */
  void onRefused(Hash block) {
    asked.remove(block);
    branches.values().removeIf(branch -> branch.headers.contains(block));
  }

  /** A period is over: what got lost is asked for again, and who does not answer is given up. */
  void onTimer() {
    asked.clear();
    List<PublicKey> holders = new ArrayList<>(branches.keySet());
    // Each in turn is asked first, so that one who does not answer holds up only his own turn.
    Collections.rotate(holders, periods++);
    for (PublicKey holder : holders) {
      Branch branch = branches.get(holder);
      branch.idlePeriods++;
      if (branch.idlePeriods > IDLE_PERIODS) {
        drop(holder);
      } else if (branch.isAsked) {
        askHeaders(holder, branch);
      } else {
        askBlocks(holder, branch);
      }
    }
    orphans.senders().forEach(this::start);
  }

  /** Whether this block is on a branch that is being fetched, or the last of it that is here. */
  boolean isWanted(Hash block) {
    return branches.values().stream()
        .anyMatch(
            branch ->
                (branch.isWanted && branch.headers.contains(block))
                    || branch.headers.base().hash().equals(block));
  }

  /** How many headers are kept, of all branches. */
  int headersKept() {
    return branches.values().stream().mapToInt(branch -> branch.headers.size()).sum();
  }
}
