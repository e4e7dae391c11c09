package org.medchain.node.files.keys;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.CountedRpcService;
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
    return List.of(
        new CountedRpcService(
            CallKind.KEY_DEPOSIT.method(), "medchain.keys.asked", made::deposit, meters),
        new CountedRpcService(
            CallKind.KEY_RELEASE.method(), "medchain.keys.asked", made::release, meters),
        new CountedRpcService(
            CallKind.KEY_WITHDRAWAL.method(), "medchain.keys.asked", made::withdraw, meters));
  }

  /** The ledger is asked first: a signature is checked for owners alone. */
  private Bytes deposit(Peer asker, Bytes question) throws RefusedException, IOException {
    DepositedShare left = Decoder.decode(question, DepositedShare::decode);
    policy.requireOwner(asker.key(), left.deposit().owner(), left.deposit().record());
    if (!left.isSound()) {
      throw new RefusedException("the deposit is not signed by its owner, or the share is another");
    }
    store.put(left);
    return Bytes.EMPTY;
  }

  private Bytes withdraw(Peer asker, Bytes question) throws RefusedException, IOException {
    KeyWithdrawal withdrawal = Decoder.decode(question, KeyWithdrawal::decode);
    policy.requireOwner(asker.key(), withdrawal.owner(), withdrawal.record());
    if (!withdrawal.hasValidSignature()) {
      throw new RefusedException("the withdrawal is not signed by its owner");
    }
    store.delete(withdrawal.record());
    return Bytes.EMPTY;
  }

  private Bytes release(Peer asker, Bytes question) throws RefusedException, IOException {
    KeyRequest request = Decoder.decode(question, KeyRequest::decode);
    policy.requireRead(asker.key(), request);
    return store
        .find(request.record())
        .orElseThrow(
            () ->
                new RefusedException(
                    "this node has no share of the key of record " + request.record().brief()))
        .encoded();
  }
}
