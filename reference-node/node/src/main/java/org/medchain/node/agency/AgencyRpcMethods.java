package org.medchain.node.agency;

import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.RpcMethod;

/** What an agency is asked besides its ledger. */
public final class AgencyRpcMethods {
  /** Whether it is there, and whether it takes the asker on: {@link ServedClientRegistry}. */
  public static final RpcMethod REGISTER = CallKind.SERVE.method();

  /** About the ledger's content: {@link LedgerQuery}, {@link LedgerQueryResponse}. */
  public static final RpcMethod QUERY = CallKind.QUERY.method();

  private AgencyRpcMethods() {}
}
