package org.medchain.node.files.keys;

import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** The RPC methods on keys of files. */
public final class KeyRpcMethods {
  /** To keep a share of a record's key. */
  public static final RpcMethod DEPOSIT = CallKind.KEY_DEPOSIT.method();

  /** The share, for a reader whom the ledger let read. */
  public static final RpcMethod RELEASE = CallKind.KEY_RELEASE.method();

  /** To delete the share. */
  public static final RpcMethod WITHDRAW = CallKind.KEY_WITHDRAWAL.method();

  private KeyRpcMethods() {}
}
