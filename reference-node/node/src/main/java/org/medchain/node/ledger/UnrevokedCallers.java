package org.medchain.node.ledger;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * A service that does nothing for a key from the block on that revoked it (CON-23). The key's links
 * are closed for that block too, but by another thread, and a call that came before runs on.
 *
 * @param service what others are served
 * @param ledger that says which keys are revoked; without a state nobody is
 */
public record UnrevokedCallers(RpcService service, LedgerView ledger) implements RpcService {
  /** All of a node's services, for who is not revoked. */
  public static List<RpcService> of(List<RpcService> services, LedgerView ledger) {
    return services.stream().<RpcService>map(each -> new UnrevokedCallers(each, ledger)).toList();
  }

  @Override
  public RpcMethod method() {
    return service.method();
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    boolean revoked =
        ledger.stateAt(ledger.height()).filter(state -> state.isRevoked(asker.key())).isPresent();
    if (revoked) {
      throw new RefusedException("the key " + asker.key().brief() + " is revoked");
    }
    return service.handle(asker, question);
  }
}
