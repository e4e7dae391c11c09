package org.medchain.node.files.keys;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.consensus.Quorum;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;

/**
 * Leaves shares of keys with the members, collects them and takes them back (PRIV-3, PRIV-10). All
 * are asked at once; what a member answers is checked against what the owner signed.
 */
public final class KeyShareClient {
  private final RpcClient calls;
  private final Duration timeout;

  /** Over these connections. */
  public KeyShareClient(RpcClient calls, Duration timeout) {
    this.calls = calls;
    this.timeout = timeout;
  }

  /** How a key is split between members: f + 1 of them open it, so one of them is honest. */
  public static int threshold(Membership members) {
    return new Quorum(members.size()).weak();
  }

  /**
   * Leaves a share with each member.
   *
   * @return how many took it: a quorum or more
   * @throws RefusedException if fewer did; then later failures might leave too few
   */
  public int deposit(SplitKey key, Membership members)
      throws RefusedException, InterruptedException {
    Map<PublicKey, CompletableFuture<Bytes>> asked = new LinkedHashMap<>();
    for (int i = 0; i < members.size(); i++) {
      DepositedShare left = new DepositedShare(key.deposit(), key.shares().get(i));
      PublicKey member = members.keys().get(i);
      asked.put(member, calls.call(member, KeyRpcMethods.DEPOSIT, left.encoded()));
    }
    int taken = 0;
    String last = "";
    for (CompletableFuture<Bytes> answer : asked.values()) {
      try {
        Bytes unused = await(answer);
        taken++;
      } catch (RefusedException e) {
        last = e.getMessage();
      }
    }
    int quorum = new Quorum(members.size()).size();
    if (taken < quorum) {
      throw new RefusedException(
          taken + " nodes took a share of the key, " + quorum + " are needed: " + last);
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
    Map<PublicKey, CompletableFuture<Bytes>> asked = new LinkedHashMap<>();
    for (PublicKey node : nodes) {
      asked.put(node, calls.call(node, KeyRpcMethods.WITHDRAW, withdrawal.encoded()));
    }
    Map<PublicKey, String> left = new TreeMap<>();
    for (Map.Entry<PublicKey, CompletableFuture<Bytes>> each : asked.entrySet()) {
      try {
        Bytes unused = await(each.getValue());
      } catch (RefusedException e) {
        left.put(each.getKey(), e.getMessage());
      }
    }
    return left;
  }

  /**
   * Collects shares after a read that the ledger allowed, and opens the owner's deposit.
   *
   * @param link tells whether who signed a deposit is the patient that its record names
   * @throws RefusedException if too few members release their shares; with the last reason
   */
  public OpenedDeposit collect(KeyRequest request, Membership members, SplitKey.KeyLink link)
      throws IOException, RefusedException, InterruptedException {
    List<CompletableFuture<Bytes>> asked = new ArrayList<>();
    for (PublicKey member : members.keys()) {
      asked.add(calls.call(member, KeyRpcMethods.RELEASE, request.encoded()));
    }
    // A member that was away may have a share of an earlier deposit.
    Map<KeyDeposit, Map<Integer, KeyShare>> found = new LinkedHashMap<>();
    String last = "no share fits what the owner signed";
    for (CompletableFuture<Bytes> answer : asked) {
      try {
        DepositedShare given = Decoder.decode(await(answer), DepositedShare::decode);
        if (given.deposit().record().equals(request.record()) && given.isSound()) {
          found
              .computeIfAbsent(given.deposit(), deposit -> new LinkedHashMap<>())
              .put(given.share().number(), given.share());
        }
      } catch (RefusedException | MalformedInput e) {
        last = e.getMessage();
      }
    }
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
        most
            + " nodes released their share of the key, "
            + threshold(members)
            + " are needed: "
            + last);
  }

  private Bytes await(CompletableFuture<Bytes> answer)
      throws RefusedException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RefusedException("no reply in " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new RefusedException(String.valueOf(e.getCause().getMessage()));
    }
  }
}
