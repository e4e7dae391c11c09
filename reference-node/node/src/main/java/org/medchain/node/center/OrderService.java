package org.medchain.node.center;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Carries out the orders of commands with the center's own role.
 *
 * @param center that carries them out
 * @param registrar whom it has authorised
 */
record OrderService(RegulatoryCenter center, Registrar registrar) implements RpcService {
  static final RpcMethod METHOD = CallKind.ORDER.method();

  @Override
  public RpcMethod method() {
    return METHOD;
  }

  @Override
  public Bytes handle(Peer asker, Bytes question) throws RefusedException {
    try {
      return switch (Decoder.decode(question, CenterRequest::decode)) {
        case CenterRequest.InvitationRequest order ->
            registrar.invite(order.role(), order.name()).encoded();
        case CenterRequest.AuthoriseKeyRequest order ->
            encoded(center.authorise(order.subject(), order.participant()));
        case CenterRequest.RevokeKeyRequest order ->
            encoded(center.revoke(order.key(), order.reason(), order.successor()));
        case CenterRequest.PublishCrlRequest order -> encoded(center.publish());
        case CenterRequest.ReplaceKeyRequest order ->
            encoded(center.replaceKey(order.participant(), order.successor(), order.reason()));
        case CenterRequest.LedgerRequest order -> encoded(List.of(center.order(order.operation())));
      };
    } catch (MalformedInput e) {
      throw new RefusedException("not an order to the center: " + e.getMessage());
    }
  }

  private static Bytes encoded(List<Receipt> receipts) {
    return new Encoder().list(receipts).toBytes();
  }
}
