package org.medchain.node.files.keys;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.keys.SplitKey.KeyLink;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.ledger.PeerReply;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.turns.ReplyClock;

/**
 * Leaves shares of keys with the members, collects them and takes them back (PRIV-3, PRIV-10). All
 * are asked at once; a member's answer is checked against the owner's signed deposit. A silent one
 * holds up the others for a tenth of the time (LIGHT-13).
 */
public final class KeyShareClient {
  /** The part of the time for which the others are waited for when there is enough. */
  private static final int LATER_PART = 10;

  private final RpcClient calls;
  private final ReplyClock clock;
  private final Duration timeout;

  /** Over these connections. */
  public KeyShareClient(RpcClient calls, Duration timeout) {
    this(calls, ReplyClock.SYSTEM, timeout);
  }

  /** The same with the clock by which it waits. */
  KeyShareClient(RpcClient calls, ReplyClock clock, Duration timeout) {
    this.calls = calls;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** How a key is split between members: f + 1 of them open it, so one of them is honest. */
  public static int threshold(Membership members) {
    return new QuorumSizes(members.size()).weak();
  }

  /**
   * Leaves a share with each member.
   *
   * @return how many took it: a quorum or more
   * @throws RefusedException if fewer did; then later failures might leave too few
   */
  public int deposit(SplitKey key, Membership members)
      throws RefusedException, InterruptedException {
    Map<PublicKey, Bytes> questions = new LinkedHashMap<>();
    for (int i = 0; i < members.size(); i++) {
      DepositedShare left = new DepositedShare(key.deposit(), key.shares().get(i));
      questions.put(members.keys().get(i), left.encoded());
    }
    int quorum = new QuorumSizes(members.size()).size();
    Unused unused =
        ask(CallKind.KEY_DEPOSIT.method(), questions, quorum, members.size(), reply -> {});
    int taken = members.size() - unused.reasons().size();
    if (taken < quorum) {
      throw new RefusedException(
          taken + " nodes took a share of the key, " + quorum + " are needed: " + unused.last());
    }
    return taken;
  }

  /**
   * Has nodes delete their shares (PRIV-10); all are asked at once.
   *
   * @return those that did not say that they have, each with the reason
   */
  public Map<PublicKey, String> withdraw(KeyWithdrawal withdrawal, Collection<PublicKey> nodes)
      throws InterruptedException {
    Map<PublicKey, Bytes> questions = same(withdrawal, nodes);
    int all = questions.size(); // each counts: one that keeps its share is named
    return ask(CallKind.KEY_WITHDRAWAL.method(), questions, all, all, reply -> {}).reasons();
  }

  /**
   * Collects shares after a read that the ledger allowed, and opens the owner's deposit.
   *
   * @param link tells whether the signer of a deposit is the patient that its record names
   * @throws RefusedException if too few members release their shares; with the last reason
   */
  public OpenedDeposit collect(KeyRequest request, Membership members, KeyLink link)
      throws IOException, RefusedException, InterruptedException {
    Map<PublicKey, Bytes> questions = same(request, members.keys());
    // A member that was away may have a share of an earlier deposit.
    Map<KeyDeposit, Map<Integer, KeyShare>> found = new LinkedHashMap<>();
    // Of a quorum's replies, refusals too, f + 1 are honest members'.
    int quorum = new QuorumSizes(members.size()).size();
    Unused unused =
        ask(
            CallKind.KEY_RELEASE.method(),
            questions,
            members.size(),
            quorum,
            reply -> {
              DepositedShare given = Codec.of(DepositedShare.class).decoded(reply);
              if (!given.deposit().record().equals(request.record()) || !given.isSound()) {
                throw new RefusedException("no share fits what the owner signed");
              }
              found
                  .computeIfAbsent(given.deposit(), deposit -> new LinkedHashMap<>())
                  .put(given.share().number(), given.share());
            });
    String last = unused.last();
    for (Map.Entry<KeyDeposit, Map<Integer, KeyShare>> each : found.entrySet()) {
      if (each.getValue().size() >= each.getKey().threshold()) {
        try {
          return SplitKey.open(each.getKey(), List.copyOf(each.getValue().values()), link);
        } catch (RefusedException e) {
          last = e.getMessage(); // that one is not by the owner
        }
      }
    }
    int most = found.values().stream().mapToInt(Map::size).max().orElse(0);
    throw new RefusedException(
        "%s nodes released their share of the key, %s are needed: %s"
            .formatted(most, threshold(members), last));
  }

  private static Map<PublicKey, Bytes> same(Encodable question, Collection<PublicKey> nodes) {
    Map<PublicKey, Bytes> questions = new LinkedHashMap<>();
    nodes.forEach(node -> questions.put(node, question.encoded()));
    return questions;
  }

  private interface ReplyTaker {
    void take(Bytes reply) throws RefusedException;
  }

  /** Members without a reply that could be used, each with the reason, and the last reason. */
  private record Unused(Map<PublicKey, String> reasons, String last) {}

  /**
   * Asks all at once and takes their replies as they come.
   *
   * @param enoughTaken after this number, and a tenth of the time more, the others are not waited
   *     for
   * @param enoughReplies the same of replies that may be refusals
   */
  private Unused ask(
      RpcMethod method,
      Map<PublicKey, Bytes> questions,
      int enoughTaken,
      int enoughReplies,
      ReplyTaker taker)
      throws InterruptedException {
    BlockingQueue<PeerReply> replies = new LinkedBlockingQueue<>();
    Map<PublicKey, String> reasons = new TreeMap<>();
    questions.forEach(
        (member, question) -> {
          reasons.put(member, "no reply in time");
          PeerReply.ask(calls, member, method, question, replies);
        });
    String last = "no reply in time";
    long endMs = clock.nowMs() + timeout.toMillis();
    int replied = 0;
    while (replied < questions.size()) {
      Optional<PeerReply> next = clock.next(replies, Math.max(0, endMs - clock.nowMs()));
      if (next.isEmpty()) {
        return new Unused(reasons, "no reply in time");
      }
      replied++;
      try {
        taker.take(next.get().orRefused());
        reasons.remove(next.get().peer());
      } catch (RefusedException | MalformedInput e) {
        last = String.valueOf(e.getMessage());
        reasons.put(next.get().peer(), last);
      }
      int taken = questions.size() - reasons.size();
      if (taken >= enoughTaken || replied >= enoughReplies) {
        endMs = Math.min(endMs, clock.nowMs() + timeout.toMillis() / LATER_PART);
      }
    }
    return new Unused(reasons, last);
  }
}
