package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;

/**
 * Headers-first synchronisation (POW-28 to POW-31; decision 0081): of a branch that another node
 * has and this node lacks, first the headers, which show its work in 172 bytes a block; then, if
 * that is more than the head's, the blocks in order. A branch of any length is followed: one whose
 * headers are too many to be kept is counted, and its headers are fetched a second time.
 *
 * <p>For each member there is at most one branch, so no member delays another's branch, and memory
 * is bounded.
 */
final class HeaderSync {
  /** Requested blocks of one node that are still to come. */
  static final int MAX_REQUESTED_BLOCKS = 16;

  /**
   * Headers of one branch that are kept without their blocks, besides the last message's; more are
   * counted before they are fetched again.
   */
  static final int MAX_PENDING_HEADERS = 16_384;

  /** Periods without progress after which a branch is discarded. */
  static final int IDLE_PERIODS = 3;

  /** The known part of one node's branch. */
  private static final class PeerBranch {
    final PendingHeaders headers;

    /** Whether a GET-HEADERS is pending. */
    boolean isAsked;

    /** Whether more headers are to come. */
    boolean hasMore;

    /** Whether the headers show more work than the head's, so that the blocks are requested. */
    boolean isWanted;

    int idlePeriods;

    PeerBranch(BlockNode base) {
      headers = new PendingHeaders(base);
    }
  }

  private final PowState state;
  private final BlockRelay relay;
  private final Map<PublicKey, PeerBranch> branches = new LinkedHashMap<>();

  /** Blocks requested in this period, each of one member. */
  private final Set<Hash> requestedBlocks = new LinkedHashSet<>();

  private int periods;

  HeaderSync(PowState state, BlockRelay relay) {
    this.state = state;
    this.relay = relay;
  }

  /** Another node has a block whose parent is unknown here. */
  void start(PublicKey holder) {
    if (!branches.containsKey(holder)) {
      PeerBranch branch = new PeerBranch(state.tree.head());
      branches.put(holder, branch);
      requestHeaders(holder, branch);
    }
  }

  /**
   * Another node's head: its headers are requested if it is unknown, this node's head is the reply
   * if it has less work.
   */
  void onAnnounce(PublicKey sender, Announce message) {
    Optional<BlockNode> known = state.tree.find(message.block());
    if (known.isEmpty()) {
      // Its height proves nothing: only headers show its work.
      start(sender);
    } else if (known.get().work.compareTo(state.chain.tip().work) < 0) {
      relay.announceHead(sender);
    }
  }

  private void requestHeaders(PublicKey holder, PeerBranch branch) {
    List<Hash> locator = new ArrayList<>();
    if (branch.headers.size() > 0) {
      locator.add(branch.headers.tip());
    }
    locator.addAll(PendingHeaders.locator(branch.headers.base()));
    branch.isAsked = true;
    state.outbox.send(holder, new GetHeaders(locator));
  }

  /** Checks all of them before any block is requested; an invalid one ends it (POW-28). */
  void onHeaders(PublicKey sender, Headers message) {
    PeerBranch branch = branches.get(sender);
    if (branch == null || !branch.isAsked) {
      state.reject(sender, "unsolicited headers");
      return;
    }
    Hash before = branch.headers.tip();
    for (Header header : message.headers()) {
      Optional<String> fault = branch.headers.add(header, state);
      if (fault.isPresent()) {
        drop(sender);
        state.reject(sender, "headers: header " + header.height() + ": " + fault.get());
        return;
      }
    }
    branch.isAsked = false;
    branch.idlePeriods = 0;
    // A node that sends full messages without new headers has no more.
    branch.hasMore =
        message.headers().size() == Headers.MAX_HEADERS && !branch.headers.tip().equals(before);
    continueSync(sender, branch);
  }

  /** The next step: request blocks or more headers, or finish. */
  private void continueSync(PublicKey holder, PeerBranch branch) {
    PendingHeaders headers = branch.headers;
    if (headers.size() > 0 && headers.work().compareTo(state.tree.head().work) > 0) {
      branch.isWanted = true;
      if (headers.isCounting()) {
        headers.fetchAgain();
        branch.hasMore = true;
      }
    }
    if (branch.isWanted && headers.size() > 0) {
      requestBlocks(holder, branch);
    } else if (branch.hasMore) {
      if (headers.size() >= MAX_PENDING_HEADERS) {
        headers.count(state.rules);
      }
      requestHeaders(holder, branch);
    } else if (branch.isWanted) {
      branches.remove(holder); // all of it is here
    } else {
      drop(holder);
      if (headers.work().compareTo(state.chain.tip().work) < 0) {
        relay.announceHead(holder);
      }
    }
  }

  private void requestBlocks(PublicKey holder, PeerBranch branch) {
    for (Hash block : branch.headers.lowest(MAX_REQUESTED_BLOCKS)) {
      boolean isHere = state.orphans.contains(block) || state.tree.find(block).isPresent();
      if (!isHere && requestedBlocks.add(block)) {
        state.outbox.send(holder, new GetBlock(block));
      }
    }
  }

  private void drop(PublicKey holder) {
    branches.remove(holder);
    state.orphans.dropFrom(holder);
  }

  /** A block is in the tree now, from any source. */
  void onConnected(BlockNode node) {
    requestedBlocks.remove(node.hash());
    List<PublicKey> holders = new ArrayList<>(branches.keySet());
    // The sender of a block is queried for the next one.
    if (holders.remove(node.receivedFrom)) {
      holders.add(0, node.receivedFrom);
    }
    for (PublicKey holder : holders) {
      PeerBranch branch = branches.get(holder);
      if (branch.headers.contains(node.hash())) {
        branch.headers.onConnected(node);
        branch.idlePeriods = 0;
        if (!branch.isAsked) {
          continueSync(holder, branch);
        }
      }
    }
  }

  /** A block was refused: every branch that holds it is invalid (POW-8). */
  void onRejected(Hash block) {
    requestedBlocks.remove(block);
    branches.values().removeIf(branch -> branch.headers.contains(block));
  }

  /**
   * A period is over: lost blocks are requested again, and branches of silent nodes are discarded.
   */
  void onTimer() {
    requestedBlocks.clear();
    List<PublicKey> holders = new ArrayList<>(branches.keySet());
    // Each node in turn is queried first, so that a silent one delays only its own turn.
    Collections.rotate(holders, periods++);
    for (PublicKey holder : holders) {
      PeerBranch branch = branches.get(holder);
      branch.idlePeriods++;
      if (branch.idlePeriods > IDLE_PERIODS) {
        drop(holder);
      } else if (branch.isAsked) {
        requestHeaders(holder, branch);
      } else {
        requestBlocks(holder, branch);
      }
    }
    state.orphans.senders().forEach(this::start);
  }

  /** Whether this block is on a branch that is being fetched, or the last of it that is here. */
  boolean isWanted(Hash block) {
    return branches.values().stream()
        .anyMatch(
            branch ->
                (branch.isWanted && branch.headers.contains(block))
                    || branch.headers.base().hash().equals(block));
  }

  /** Whether blocks above this one are being fetched. */
  boolean isBelowMissing(BlockNode node) {
    return branches.values().stream()
        .anyMatch(branch -> branch.headers.base() == node && branch.isWanted);
  }

  /** The number of headers kept, of all branches. */
  int pendingHeaders() {
    return branches.values().stream().mapToInt(branch -> branch.headers.size()).sum();
  }
}
