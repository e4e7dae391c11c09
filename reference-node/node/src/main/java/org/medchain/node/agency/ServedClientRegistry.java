package org.medchain.node.agency;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;
import org.medchain.node.turns.RecentEntries;

/**
 * The clients that chose this node as the nearest agency (AGENCY-5): a peer asks to be served, or
 * only whether this node is there, which measures the way. Without it a client that sends to all
 * nodes by itself would have each of its requests spread by each of them.
 */
public final class ServedClientRegistry implements RpcService {
  /** The question that measures the way. */
  public static final Bytes PING = Bytes.of(new byte[] {0});

  /** The question to be served. */
  public static final Bytes REGISTER = Bytes.of(new byte[] {1});

  /** The question to be served no longer. */
  public static final Bytes UNREGISTER = Bytes.of(new byte[] {2});

  private final Set<PublicKey> served;

  /**
   * No client yet.
   *
   * @param most more are not taken on at a time: the one that asked longest ago has to ask again
   */
  public ServedClientRegistry(int most) {
    Map<PublicKey, Boolean> bounded = new RecentEntries<>(most, false);
    this.served = Collections.synchronizedSet(Collections.newSetFromMap(bounded));
  }

  /** Whether this peer chose this agency. From any thread. */
  public boolean isServed(Peer peer) {
    return served.contains(peer.key());
  }

  @Override
  public RpcMethod method() {
    return CallKind.SERVE.method();
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    if (question.equals(REGISTER)) {
      served.remove(asker.key());
      served.add(asker.key());
    } else if (question.equals(UNREGISTER)) {
      served.remove(asker.key());
    } else if (!question.equals(PING)) {
      throw new RefusedException("serve: 0 to measure, 1 to be served, 2 to be no longer");
    }
    return question;
  }
}
