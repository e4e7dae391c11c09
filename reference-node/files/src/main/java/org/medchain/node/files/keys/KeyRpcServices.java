package org.medchain.node.files.keys;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.data.Encodable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.holder.CountedRpcService;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * A node's services for keys (PRIV-3): it keeps its shares, and asks its ledger for each.
 *
 * @param store of the shares
 * @param policy that asks the ledger
 */
public record KeyRpcServices(KeyShareStore store, KeyReleasePolicy policy) {
  /** One service a method. */
  public static List<RpcService> of(
      KeyShareStore store, KeyReleasePolicy policy, MeterRegistry meters) {
    KeyRpcServices made = new KeyRpcServices(store, policy);
    return Stream.of(
            CallKind.KEY_DEPOSIT.service(DepositedShare.class, made::deposit),
            CallKind.KEY_RELEASE.service(KeyRequest.class, made::release),
            CallKind.KEY_WITHDRAWAL.service(KeyWithdrawal.class, made::withdraw))
        .<RpcService>map(each -> new CountedRpcService(each, "medchain.keys.asked", meters))
        .toList();
  }

  /** The ledger is asked first: a signature is checked only for owners. */
  private Encodable deposit(Peer asker, DepositedShare left) throws RefusedException, IOException {
    policy.requireOwner(asker.key(), left.deposit().owner(), left.deposit().record());
    if (!left.isSound()) {
      throw new RefusedException("the deposit is not signed by its owner, or the share is another");
    }
    store.put(left);
    return Encodable.of(out -> {});
  }

  private Encodable withdraw(Peer asker, KeyWithdrawal withdrawal)
      throws RefusedException, IOException {
    policy.requireOwner(asker.key(), withdrawal.owner(), withdrawal.record());
    if (!withdrawal.hasValidSignature()) {
      throw new RefusedException("the withdrawal is not signed by its owner");
    }
    store.delete(withdrawal.record());
    return Encodable.of(out -> {});
  }

  private Encodable release(Peer asker, KeyRequest request) throws RefusedException, IOException {
    policy.requireRead(asker.key(), request);
    return store
        .find(request.record())
        .orElseThrow(
            () ->
                new RefusedException(
                    "this node has no share of the key of record " + request.record().brief()));
  }
}
